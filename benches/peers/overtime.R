# The arithmetic of examples/overtime/overtime.study, for R.
times <- c(plastic = 266.35, carton = 481.67, staples = 191.3, box = 335.1)
barcoding <- 37.25
ready_time <- 8
demand <- c(plastic = 110478, carton = 98643, staples = 12414, ready = 729388) / 10
shipment <- 50 * 26
moved <- sum(c(6, 7, 7, 26, 19, 30, 9, 12, 18, 34))
workload <- function(times, demand, ready_time) {
  sum((times[1:3] + barcoding) * demand[1:3]) + ready_time * demand[["ready"]] + times[["box"]] * shipment
}
shorter <- times - c(12.3, 15.8, 12.3, 44.5)
shifted <- demand + c(0, -moved, moved, 0)
before <- workload(times, demand, ready_time)
saved <- before - c(
  motion = workload(shorter, demand, ready_time),
  moved = workload(times, shifted, ready_time),
  no_barcode = workload(times, demand, 0),
  everything = workload(shorter, shifted, 0)
)
print(before / 3600)
print(saved / 3600)
print(sum(saved[1:3]) - saved[["everything"]])
