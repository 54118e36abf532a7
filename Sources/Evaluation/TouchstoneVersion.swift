/// The version of this program, as `--version` and every run record it.
public let touchstoneVersion = "0.1.0"
