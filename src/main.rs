//! The program `study`.

fn main() -> std::process::ExitCode {
    study::cli::main()
}
