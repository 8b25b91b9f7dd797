# Evenhand in an image: the folder that `npm run standalone` makes, and Node.js. It needs a PostgreSQL (DATABASE_URL).
#
#   docker build --build-arg COMMIT=$(git rev-parse HEAD) -t evenhand .
#
# Pin the digest that `docker buildx imagetools inspect node:24-bookworm-slim` prints, where builds have to be repeatable.
FROM node:24-bookworm-slim AS build
WORKDIR /src
# Dependencies come before the sources, so that a change of these installs nothing anew. No package runs a script.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
ARG COMMIT=""
ENV EVENHAND_COMMIT=${COMMIT} NEXT_TELEMETRY_DISABLED=1
RUN npm run -s standalone -- /evenhand

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Evenhand" \
  org.opencontainers.image.description="Blind pairwise human-preference studies of language models" \
  org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 1001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin evenhand \
  && install -d -o 1001 -g 1001 /data
# Owned by root, and written to by nobody.
COPY --from=build /evenhand /evenhand
WORKDIR /evenhand
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 EVENHAND_DATA=/data NEXT_TELEMETRY_DISABLED=1
USER 1001:1001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "scripts/start.mjs", "--built"]
