{{- define "evenhand.labels" -}}
app.kubernetes.io/name: evenhand
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "evenhand.selector" -}}
app.kubernetes.io/name: evenhand
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* A Deployment's pods: component, and whether it works at jobs. */}}
{{- define "evenhand.pod" -}}
{{- $values := .root.Values -}}
metadata:
  labels:
    {{- include "evenhand.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
spec:
  serviceAccountName: {{ .root.Release.Name }}
  automountServiceAccountToken: false
  {{- with $values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 1001
    runAsGroup: 1001
    fsGroup: 1001
    seccompProfile:
      type: RuntimeDefault
  # What still answers after SIGTERM, then closes its door and breaks off jobs.
  terminationGracePeriodSeconds: {{ add $values.drainSeconds 30 }}
  containers:
    - name: evenhand
      image: "{{ $values.image.repository }}:{{ default .root.Chart.AppVersion $values.image.tag }}"
      imagePullPolicy: {{ $values.image.pullPolicy }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      env:
        {{- range $key := list "DATABASE_URL" "NEXTAUTH_SECRET" "ENCRYPTION_KEY" }}
        - name: {{ $key }}
          valueFrom:
            secretKeyRef:
              name: {{ $values.existingSecret }}
              key: {{ $key }}
        {{- end }}
        - name: EVENHAND_ADMIN_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ $values.existingSecret }}
              key: EVENHAND_ADMIN_PASSWORD
              optional: true
        - name: EVENHAND_ADMIN_EMAIL
          value: {{ $values.adminEmail | quote }}
        - name: NEXTAUTH_URL
          value: {{ $values.address | quote }}
        - name: TRUST_PROXY
          value: {{ $values.trustProxy | quote }}
        - name: DRAIN_SECONDS
          value: {{ $values.drainSeconds | quote }}
        {{- if not $values.demo }}
        - name: EVENHAND_DEMO
          value: none
        {{- end }}
        {{- if and (eq .component "web") (gt (int $values.workers) 0) }}
        - name: EVENHAND_WORKER
          value: none
        {{- end }}
        {{- if $values.metrics.enabled }}
        - name: METRICS_PORT
          value: {{ $values.metrics.port | quote }}
        - name: METRICS_HOST
          value: 0.0.0.0
        {{- end }}
        {{- with $values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 3000
        {{- if $values.metrics.enabled }}
        - name: metrics
          containerPort: {{ $values.metrics.port }}
        {{- end }}
      # The first start migrates, and others wait for it.
      startupProbe:
        httpGet: { path: /api/health, port: http }
        periodSeconds: 5
        failureThreshold: 120
      livenessProbe:
        httpGet: { path: /api/health, port: http }
        periodSeconds: 15
        timeoutSeconds: 5
      readinessProbe:
        httpGet: { path: /api/ready, port: http }
        periodSeconds: 5
        timeoutSeconds: 5
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      volumeMounts:
        - { name: tmp, mountPath: /tmp }
        - { name: data, mountPath: /data }
  volumes:
    - name: tmp
      emptyDir: {}
    # Backups before an update go here, and with the pod: back up the database itself.
    - name: data
      emptyDir: {}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
