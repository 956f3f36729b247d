// swift-tools-version: 6.2
import PackageDescription

// CI sets this variable; a newer compiler's new warnings must not break a user's build.
let warningsAreErrors = Context.environment["TVM_WARNINGS_AS_ERRORS"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

// On Linux from their archives: as shared libraries they would add 4 ms to every start, most of it
// for what libarchive could do and tvm never asks for. `:NAME` is the linker's word for a file.
let libraries: [LinkerSetting] = ["archive", "nettle", "lzma", "z"].flatMap { name in
  [
    .linkedLibrary(":lib\(name).a", .when(platforms: [.linux])),
    .linkedLibrary(name, .when(platforms: [.macOS])),
  ]
}

// What `shell/packages.sh speed` fetches where the distribution's own is slow; without the folder
// the linker goes on to that.
let newerLibraries = ["-L", "\(Context.packageDirectory)/.build/speed"]

// A release for Linux is one static file: without it, loading libraries is half of every start. The
// compiler has to know, too, or it names the libraries of Swift that a shared Foundation would load.
let linkMode: [String] = ["-static-executable"]

let package = Package(
  name: "tvm",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Libraries of the system.
    .systemLibrary(name: "CArchive"),
    .systemLibrary(name: "CIsal"),
    .systemLibrary(name: "CLibc"),
    .systemLibrary(name: "CLzma"),
    .systemLibrary(name: "CNettle"),
    .systemLibrary(name: "CZlib"),

    .target(name: "Resolution", dependencies: ["CLibc"], swiftSettings: settings),
    .executableTarget(
      name: "tvm-shim",
      dependencies: ["Resolution", "CLibc"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    .target(
      name: "Toolchains",
      dependencies: [
        "Resolution", "CLibc", "CArchive", "CIsal", "CLzma", "CNettle", "CZlib",
      ],
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(newerLibraries, .when(platforms: [.linux]))] + libraries),
    .target(name: "JSON", dependencies: ["Resolution"], swiftSettings: settings),
    .target(
      name: "Editors", dependencies: ["JSON", "Resolution", "Toolchains"], swiftSettings: settings),
    .target(
      name: "Doctor",
      dependencies: ["CLibc", "Editors", "JSON", "Resolution", "Toolchains"],
      resources: [
        .embedInCode("Page/report.html"),
        .embedInCode("Questions/question.bash"), .embedInCode("Questions/question.zsh"),
        .embedInCode("Questions/question.fish"),
      ],
      swiftSettings: settings),
    .target(
      name: "Environment",
      dependencies: ["JSON", "Resolution", "Toolchains", "CLibc", "CNettle", "CZlib"],
      swiftSettings: settings),
    .target(
      name: "Direnv", dependencies: ["CLibc", "Environment", "JSON", "Resolution", "Toolchains"],
      exclude: [
        "Shell/build-shim.sh", "Shell/generate-share.sh", "Shell/install.sh", "Shell/manual.py",
        "Shell/packages.sh", "Shell/quickstart.sh", "Shell/doctor",
        "Shell/hook.bash", "Shell/hook.zsh", "Shell/hook.fish",
      ],
      resources: [
        .embedInCode("Shell/direnv.bash"), .embedInCode("Shell/direnv.zsh"),
        .embedInCode("Shell/direnv.fish"), .embedInCode("Shell/direnv.tcsh"),
        .embedInCode("Shell/direnv.elv"), .embedInCode("Shell/direnv.ps1"),
        .embedInCode("Shell/direnv.mx"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "tvm",
      dependencies: [
        "CLibc", "Direnv", "Doctor", "Editors", "Environment", "Resolution", "Toolchains",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: [
        "Shell/build-shim.sh", "Shell/generate-share.sh", "Shell/install.sh", "Shell/manual.py",
        "Shell/packages.sh", "Shell/quickstart.sh", "Shell/doctor",
        "Shell/direnv.bash", "Shell/direnv.zsh", "Shell/direnv.fish", "Shell/direnv.tcsh",
        "Shell/direnv.elv", "Shell/direnv.ps1", "Shell/direnv.mx",
      ],
      // The hooks are files of the shell folder, and are built into the program.
      resources: [
        .embedInCode("Shell/hook.bash"), .embedInCode("Shell/hook.zsh"),
        .embedInCode("Shell/hook.fish"),
      ],
      swiftSettings: settings + [
        .unsafeFlags(linkMode, .when(platforms: [.linux], configuration: .release))
      ],
      linkerSettings: [.unsafeFlags(linkMode, .when(platforms: [.linux], configuration: .release))]
    ),

    .target(name: "CSpawn", path: "Tests/CSpawn"),
    .target(
      name: "TestSupport", dependencies: ["CSpawn"], path: "Tests/Support",
      swiftSettings: settings),
    .testTarget(name: "ResolutionTests", dependencies: ["Resolution"], swiftSettings: settings),
    .testTarget(
      name: "ToolchainsTests", dependencies: ["CLibc", "Resolution", "Toolchains", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "JSONTests", dependencies: ["JSON", "Resolution", "Toolchains"],
      swiftSettings: settings),
    .testTarget(
      name: "EditorsTests", dependencies: ["Editors", "Toolchains", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EnvironmentTests",
      dependencies: ["Environment", "JSON", "Resolution", "TestSupport", "Toolchains"],
      swiftSettings: settings),
    .testTarget(
      name: "DirenvTests", dependencies: ["Direnv", "Resolution"], swiftSettings: settings),
    .testTarget(
      name: "DoctorTests", dependencies: ["Doctor", "Resolution"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Editors", "Environment", "Resolution", "TestSupport", "Toolchains", "tvm",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "tvm", "tvm-shim"],
      swiftSettings: settings),
  ]
)
