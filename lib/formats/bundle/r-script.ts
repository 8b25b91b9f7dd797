/** Recomputes figure 1, agreement and mean scores in base R, and compares them with the frozen figures. */
export const R_SCRIPT = `# Recompute the figures from the judgments: Rscript analysis.R, in this folder. Base R, no package.
read <- function(path) read.csv(path, colClasses = "character", check.names = FALSE, na.strings = character(), encoding = "UTF-8")
judgments <- read(file.path("..", "data", "judgments.csv"))
figure <- function(name) {
  path <- file.path("..", "figures", paste0(name, ".csv"))
  if (file.exists(path)) read(path) else NULL
}
problems <- character()
compared <- 0
check <- function(what, ours, frozen) {
  compared <<- compared + 1
  wanted <- if (frozen == "") NA else as.numeric(frozen)
  same <- if (is.na(wanted)) is.na(ours) else !is.na(ours) && abs(ours - wanted) <= 1e-9 * max(1, abs(wanted))
  if (!same) problems <<- c(problems, paste0(what, ": ", format(ours, digits = 15), " computed, ", frozen, " frozen"))
}
counted <- function(question) judgments[judgments$left_out %in% c("", "criterion") & judgments$criterion == question, ]

wilson <- function(k, n) {
  z <- 1.959963984540054
  p <- k / n
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  c(if (k == 0) 0 else centre - half, if (k == n) 1 else centre + half)
}
clustered <- function(values, prompt) {
  n <- length(values)
  mean <- sum(values) / n
  clusters <- unique(prompt)
  g <- length(clusters)
  squares <- sum(tapply(values - mean, prompt, sum)^2)
  if (g < 2 || squares <= 1e-18) return(list(mean = mean, interval = NULL))
  half <- qt(0.975, g - 1) * sqrt(g / (g - 1) * squares) / n
  list(mean = mean, interval = c(mean - half, mean + half))
}

rows <- figure("figure-1")
for (k in seq_len(NROW(rows))) {
  row <- rows[k, ]
  if (row$rule != "all") {
    cat("Figure 1 was frozen under the rule", row$rule, "and is not recomputed here.\\n")
    break
  }
  all <- counted(row$question)
  forward <- all$model_a == row$system & all$model_b == row$against
  own <- all[all$group == row$group & (forward | (all$model_a == row$against & all$model_b == row$system)), ]
  sign <- sign(as.numeric(own$score)) * ifelse(own$model_a == row$system, 1, -1)
  name <- paste0(row$group, ", ", row$system, " against ", row$against)
  check(paste0(name, ": wins"), sum(sign == 1), row$wins)
  check(paste0(name, ": ties"), sum(sign == 0), row$ties)
  check(paste0(name, ": losses"), sum(sign == -1), row$losses)
  check(paste0(name, ": n"), length(sign), row$n)
  if (length(sign) == 0 || own$prompt_id[1] == "") next
  prompts <- length(unique(own$prompt_id))
  check(paste0(name, ": prompts"), prompts, row$prompts)
  of <- list(win = 1, tie = 0, loss = -1, win_or_tie = c(1, 0))
  for (column in names(of)) {
    hits <- as.numeric(sign %in% of[[column]])
    found <- clustered(hits, own$prompt_id)
    interval <- found$interval
    if (startsWith(row$method, "Wilson")) interval <- wilson(sum(hits), length(hits))
    else if (is.null(interval)) interval <- wilson(floor(found$mean * prompts + 0.5), prompts)
    check(paste0(name, ": ", column, "_share"), found$mean, row[[paste0(column, "_share")]])
    check(paste0(name, ": ", column, "_lower"), max(0, interval[1]), row[[paste0(column, "_lower")]])
    check(paste0(name, ": ", column, "_upper"), min(1, interval[2]), row[[paste0(column, "_upper")]])
  }
  found <- clustered((sign + 1) / 2, own$prompt_id)
  check(paste0(name, ": score"), found$mean, row$score)
  if (!is.null(found$interval)) {
    check(paste0(name, ": score_lower"), max(0, found$interval[1]), row$score_lower)
    check(paste0(name, ": score_upper"), min(1, found$interval[2]), row$score_upper)
  }
}

rows <- figure("agreement")
for (k in seq_len(NROW(rows))) {
  row <- rows[k, ]
  rated <- counted(row$question)
  rated <- rated[rated$item_kind == "regular" & (row$set != "shared" | rated$shared == "true"), ]
  rated <- rated[rated$group %in% c(row$group, row$other_group), ]
  pairs <- alike <- same <- on <- 0
  for (item in split(seq_len(nrow(rated)), rated$item)) {
    if (length(item) < 2) next
    two <- combn(item, 2)
    fits <- if (row$group == row$other_group) rep(TRUE, ncol(two)) else rated$group[two[1, ]] != rated$group[two[2, ]]
    if (!any(fits)) next
    s <- sign(as.numeric(rated$score))
    apart <- abs(s[two[1, fits]] - s[two[2, fits]])
    pairs <- pairs + sum(fits)
    alike <- alike + sum(1 - apart / 2)
    same <- same + sum(apart == 0)
    on <- on + 1
  }
  name <- paste0("agreement on ", row$set, ", ", row$group, " and ", row$other_group)
  check(paste0(name, ": label_pairs"), pairs, row$label_pairs)
  check(paste0(name, ": items"), on, row$items)
  if (pairs > 0 && row$tie_discounted != "") {
    check(paste0(name, ": tie_discounted"), alike / pairs, row$tie_discounted)
    check(paste0(name, ": exact"), same / pairs, row$exact)
  }
}

rows <- figure("means")
for (k in seq_len(NROW(rows))) {
  row <- rows[k, ]
  own <- counted(row$question)
  own <- own[own$group == row$group & own$model_a == row$system, ]
  check(paste0(row$group, ", ", row$system, ": n"), nrow(own), row$n)
  if (nrow(own) > 0) check(paste0(row$group, ", ", row$system, ": mean"), mean(as.numeric(own$score)), row$mean)
}

if (length(problems) > 0) {
  cat(problems, sep = "\\n")
  stop(length(problems), " of ", compared, " numbers differ")
}
if (compared == 0) stop("there was nothing to compare")
cat("all equal:", compared, "numbers\\n")
`
