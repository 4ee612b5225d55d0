# Estimates of a stratified sample with unequal weights from the R package survey: Rscript survey.R
# Writes schools.csv (the sample) and survey.json (the numbers) into the working directory.
# The sample is apistrat, shipped with the package: 200 schools of California, stratified by type, districts as clusters.
# Our estimates draw with replacement, so the design has no finite population correction.
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust")
data(api)

sample <- data.frame(
  stratum = as.character(apistrat$stype), cluster = apistrat$dnum, weight = apistrat$pw,
  value = apistrat$api00, size = apistrat$enroll, yes = as.integer(apistrat$sch.wide == "Yes"),
  domain = as.integer(apistrat$meals > 50))
# A stratum with a single draw, and answers that are missing.
sample$stratum[1] <- "alone"
sample$value[c(7, 90, 151)] <- NA
write.csv(sample, "schools.csv", row.names = FALSE, na = "")

designs <- list(
  weighted = svydesign(id = ~1, weights = ~weight, data = sample),
  stratified = svydesign(id = ~1, strata = ~stratum, weights = ~weight, data = sample),
  clustered = svydesign(id = ~cluster, weights = ~weight, data = sample),
  stratified_clustered = svydesign(id = ~cluster, strata = ~stratum, weights = ~weight, data = sample, nest = TRUE))

digits <- function(x) paste0("[", paste(trimws(formatC(as.numeric(x), digits = 15, format = "g")), collapse = ", "), "]")

estimates <- function(design) {
  mean <- svymean(~value, design, na.rm = TRUE)
  # Degrees of freedom of the rows that have an answer.
  answered <- degf(subset(design, !is.na(value)))
  total <- svytotal(~size, design)
  share <- svyciprop(~yes, design, method = "logit")
  plain <- svymean(~yes, design)
  list(
    mean = c(coef(mean), SE(mean), confint(mean, df = answered)),
    total = c(coef(total), SE(total), confint(total, df = degf(design))),
    share = c(coef(share), SE(plain), confint(share)),
    df = c(answered, degf(design)))
}

one <- function(name) {
  all <- estimates(designs[[name]])
  part <- estimates(subset(designs[[name]], domain == 1))
  lines <- c(sprintf('    "%s": %s', names(all), sapply(all, digits)),
             sprintf('    "domain_%s": %s', names(part), sapply(part, digits)))
  paste0('  "', name, '": {\n', paste(lines, collapse = ",\n"), "\n  }")
}

sink("survey.json")
cat("{\n")
cat(sprintf('  "made_by": "R %s, survey %s",\n', getRversion(), packageVersion("survey")))
cat(paste(sapply(names(designs), one), collapse = ",\n"))
cat("\n}\n")
sink()
