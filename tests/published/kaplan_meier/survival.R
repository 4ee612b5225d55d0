# Kaplan-Meier with log-log limits from the R package survival: Rscript survival.R > survival.json
# Written by hand as JSON so that nothing but survival is needed.
suppressMessages(library(survival))

cases <- list(
  # The worked example of the process model: EST actions, days to done; 0 = still open at the end of the year.
  actions = data.frame(days = c(14, 3, 60, 30, 45, 118, 21, 55, 21, 27), done = c(1, 1, 1, 1, 1, 0, 1, 0, 1, 0)),
  # Remission in leukaemia, treated group (Freireich et al. 1963), the textbook example.
  leukaemia = data.frame(
    days = c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35),
    done = c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)),
  # Survival of lung cancer patients, 228 cases, shipped with the package.
  lung = data.frame(days = lung$time, done = as.integer(lung$status == 2)),
  # All finished, some on the day they were decided.
  finished = data.frame(days = c(0, 0, 5, 9, 9, 12, 30), done = 1)
)
within <- list(actions = c(14, 30, 90), leukaemia = c(10, 20, 30), lung = c(100, 365, 700), finished = c(0, 9, 29))

digits <- function(x) {
  written <- ifelse(is.na(x), "null", trimws(formatC(x, digits = 15, format = "g")))
  paste0("[", paste(written, collapse = ", "), "]")
}

one <- function(name) {
  data <- cases[[name]]
  fit <- survfit(Surv(days, done) ~ 1, data = data, conf.type = "log-log")
  steps <- fit$n.event > 0
  at <- summary(fit, times = within[[name]])
  middle <- quantile(fit, probs = 0.5)
  lines <- c(
    sprintf('    "days": %s', digits(data$days)),
    sprintf('    "done": %s', digits(data$done)),
    sprintf('    "times": %s', digits(fit$time[steps])),
    sprintf('    "at_risk": %s', digits(fit$n.risk[steps])),
    sprintf('    "survival": %s', digits(fit$surv[steps])),
    sprintf('    "low": %s', digits(fit$lower[steps])),
    sprintf('    "high": %s', digits(fit$upper[steps])),
    sprintf('    "median": %s', digits(c(middle$quantile, middle$lower, middle$upper))),
    sprintf('    "within": %s', digits(within[[name]])),
    sprintf('    "share": %s', digits(1 - at$surv)),
    sprintf('    "share_low": %s', digits(1 - at$upper)),
    sprintf('    "share_high": %s', digits(1 - at$lower))
  )
  paste0('  "', name, '": {\n', paste(lines, collapse = ",\n"), "\n  }")
}

cat("{\n")
cat(sprintf('  "made_by": "R %s, survival %s",\n', getRversion(), packageVersion("survival")))
cat(paste(sapply(names(cases), one), collapse = ",\n"))
cat("\n}\n")
