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

// From their archives: as shared libraries they would add 4 ms to every start on Linux, most of it for
// what libarchive could do and tvm never asks for, and a program linked with those of Homebrew runs
// only where they are. `:NAME` is the linker's word for a file; macOS's has none, so a release names the
// folder with the archives, in which hogweed has its numbers with it.
let archives = Context.environment["TVM_STATIC_LIBRARIES"]
let libraryNames = ["archive", "hogweed", "nettle", "gmp", "lzma", "z"]
let libraries: [LinkerSetting] = libraryNames.flatMap { name -> [LinkerSetting] in
  let onLinux = LinkerSetting.linkedLibrary(":lib\(name).a", .when(platforms: [.linux]))
  guard let archives, name != "z" else {
    return [onLinux, .linkedLibrary(name, .when(platforms: [.macOS]))]
  }
  if name == "gmp" { return [onLinux] }
  return [onLinux, .unsafeFlags(["\(archives)/lib\(name).a"], .when(platforms: [.macOS]))]
}

// What `shell/packages.sh speed` fetches where the distribution's own is slow; without the folder
// the linker goes on to that.
let newerLibraries = ["-L", "\(Context.packageDirectory)/.build/speed"]

// shell/build.sh sets these: the files that it has packed go into the program, and ISA-L, if it has been
// built, is linked instead of opened.
let isEmbedding = Context.environment["TVM_EMBEDDED"] != nil
let hasIsal = Context.environment["TVM_STATIC_ISAL"] != nil

// A release for Linux is one static file: without it, loading libraries is half of every start. The
// compiler has to know, too, or it names the libraries of Swift that a shared Foundation would load.
let linkMode: [String] = ["-static-executable"]
let releaseMode: [SwiftSetting] = [
  .unsafeFlags(linkMode, .when(platforms: [.linux], configuration: .release))
]

// A library of the system; on macOS pkg-config says where Homebrew has it. Debian's pkg-config would add
// the shared library.
func library(_ name: String, _ config: String, brew formula: String) -> Target {
  #if os(macOS)
  .systemLibrary(name: name, pkgConfig: config, providers: [.brew([formula])])
  #else
  .systemLibrary(name: name)
  #endif
}

let package = Package(
  name: "tvm",
  platforms: [.macOS(.v13)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Libraries of the system.
    library("CArchive", "libarchive", brew: "libarchive"),
    .systemLibrary(name: "CIsal"),
    .systemLibrary(name: "CLibc"),
    library("CLzma", "liblzma", brew: "xz"),
    library("CNettle", "nettle", brew: "nettle"),
    .systemLibrary(name: "CZlib"),

    // What a release has inside the program.
    .target(name: "CEmbedded", cSettings: isEmbedding ? [.define("TVM_EMBEDDED")] : []),

    .target(name: "Resolution", dependencies: ["CLibc"], swiftSettings: settings),
    .executableTarget(
      name: "tvm-shim",
      dependencies: ["Resolution", "CLibc"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    .target(
      name: "Toolchains",
      dependencies: [
        "Resolution", "CLibc", "CArchive", "CEmbedded", "CIsal", "CLzma", "CNettle", "CZlib",
      ],
      swiftSettings: settings + releaseMode
        + (hasIsal ? [.unsafeFlags(["-Xcc", "-DTVM_STATIC_ISAL"])] : []),
      linkerSettings: [.unsafeFlags(newerLibraries, .when(platforms: [.linux]))] + libraries
        + (hasIsal ? [.linkedLibrary(":libisal.a")] : [])),
    .target(name: "JSON", dependencies: ["Resolution"], swiftSettings: settings),
    .target(
      name: "Shells",
      dependencies: ["CLibc", "Resolution", "Toolchains"],
      exclude: [
        "Scripts/build.sh", "Scripts/build-shim.sh", "Scripts/generate-share.sh",
        "Scripts/install.sh", "Scripts/manual.py", "Scripts/packages.sh", "Scripts/quickstart.sh",
        "Scripts/release.sh", "Scripts/release-mac.sh",
      ],
      // The hooks and questions are files of the shell folder, and are built into the program.
      resources: [
        .embedInCode("Scripts/hook.bash"), .embedInCode("Scripts/hook.zsh"),
        .embedInCode("Scripts/hook.fish"), .embedInCode("Scripts/hook.elv"),
        .embedInCode("Scripts/completions.elv"),
        .embedInCode("Scripts/change/change.bash"), .embedInCode("Scripts/change/change.zsh"),
        .embedInCode("Scripts/change/change.fish"), .embedInCode("Scripts/change/change.elv"),
        .embedInCode("Scripts/direnv.bash"), .embedInCode("Scripts/direnv.zsh"),
        .embedInCode("Scripts/direnv.fish"), .embedInCode("Scripts/direnv.tcsh"),
        .embedInCode("Scripts/direnv.elv"), .embedInCode("Scripts/direnv.ps1"),
        .embedInCode("Scripts/direnv.mx"),
        .embedInCode("Scripts/doctor/question.bash"), .embedInCode("Scripts/doctor/question.zsh"),
        .embedInCode("Scripts/doctor/question.fish"),
      ],
      swiftSettings: settings),
    .target(
      name: "Editors", dependencies: ["JSON", "Resolution", "Toolchains"], swiftSettings: settings),
    .target(
      name: "Doctor",
      dependencies: ["CLibc", "Editors", "JSON", "Resolution", "Shells", "Toolchains"],
      resources: [.embedInCode("Page/report.html")],
      swiftSettings: settings + releaseMode),
    .target(
      name: "Environment",
      dependencies: ["JSON", "Resolution", "Shells", "Toolchains", "CLibc", "CNettle", "CZlib"],
      swiftSettings: settings),
    .target(
      name: "Direnv",
      dependencies: ["CLibc", "Environment", "JSON", "Resolution", "Shells", "Toolchains"],
      swiftSettings: settings),
    .executableTarget(
      name: "tvm",
      dependencies: [
        "CEmbedded", "CLibc", "Direnv", "Doctor", "Editors", "Environment", "Resolution", "Shells",
        "Toolchains",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings + releaseMode,
      linkerSettings: [.unsafeFlags(linkMode, .when(platforms: [.linux], configuration: .release))]
    ),

    .target(name: "CSpawn", path: "Tests/CSpawn"),
    .target(
      name: "TestSupport", dependencies: ["CSpawn"], path: "Tests/Support",
      swiftSettings: settings),
    .testTarget(
      name: "ResolutionTests", dependencies: ["Resolution", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ToolchainsTests", dependencies: ["CLibc", "Resolution", "Toolchains", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "JSONTests", dependencies: ["JSON", "Resolution", "TestSupport", "Toolchains"],
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
      name: "ShellsTests", dependencies: ["Resolution", "Shells", "TestSupport", "Toolchains"],
      swiftSettings: settings),
    .testTarget(
      name: "DoctorTests", dependencies: ["Doctor", "Resolution", "Shells"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Editors", "Environment", "Resolution", "Shells", "TestSupport", "Toolchains", "tvm",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests", dependencies: ["CLibc", "Shells", "TestSupport", "tvm", "tvm-shim"],
      swiftSettings: settings),
  ]
)
