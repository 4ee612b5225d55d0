# Cronbach's alpha from the R package psych and omega total from factanal of base R: Rscript reliability.R > reliability.json
suppressMessages(library(psych))

set.seed(20240601)
# Answers 1-5 of 120 persons to five items that lean on one factor with unequal weights.
factor <- rnorm(120)
leaning <- c(0.9, 0.8, 0.7, 0.5, 0.3)
answers <- sapply(leaning, function(l) pmin(5, pmax(1, round(3 + l * factor + rnorm(120, sd = 0.8)))))

cases <- list(
  # Shipped with R: 30 departments, seven items (Chatterjee and Price 1977).
  attitude = as.matrix(attitude),
  answers = answers)

digits <- function(x) paste0("[", paste(trimws(formatC(as.numeric(x), digits = 15, format = "g")), collapse = ", "), "]")

one <- function(name) {
  data <- cases[[name]]
  raw <- suppressWarnings(alpha(as.data.frame(data), check.keys = FALSE))$total$raw_alpha
  # Iterations carried on until nothing changes, so that more digits can be compared.
  fit <- factanal(data, 1, control = list(nstart = 5, opt = list(factr = 1, pgtol = 0, maxit = 10000)))
  spread <- apply(data, 2, sd)
  loadings <- as.numeric(fit$loadings) * sign(sum(fit$loadings))
  shared <- sum(loadings * spread)^2
  rows <- paste(apply(data, 1, digits), collapse = ", ")
  lines <- c(
    sprintf('    "data": [%s]', rows),
    sprintf('    "alpha": %s', trimws(formatC(raw, digits = 15, format = "g"))),
    sprintf('    "loadings": %s', digits(loadings)),
    sprintf('    "uniquenesses": %s', digits(fit$uniquenesses)),
    sprintf('    "omega": %s', trimws(formatC(shared / (shared + sum(fit$uniquenesses * spread^2)), digits = 15, format = "g"))))
  paste0('  "', name, '": {\n', paste(lines, collapse = ",\n"), "\n  }")
}

cat("{\n")
cat(sprintf('  "made_by": "R %s, psych %s",\n', getRversion(), packageVersion("psych")))
cat(paste(sapply(names(cases), one), collapse = ",\n"))
cat("\n}\n")
