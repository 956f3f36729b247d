// swift-tools-version: 6.2
import PackageDescription

// `TVM_EMBEDDED_SHIM=1` selects the reduced package: only the shim and its resolver, compiled as
// Embedded Swift so that the result starts as fast as a C program. SwiftPM compiles a target once
// per build, so the two builds use separate scratch folders.
let embedsShim = Context.environment["TVM_EMBEDDED_SHIM"] != nil
let warningsAreErrors = Context.environment["TVM_WARNINGS_AS_ERRORS"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])
  + (embedsShim
    ? [.enableExperimentalFeature("Embedded"), .unsafeFlags(["-wmo", "-Osize"])] : [])

let shim: [Target] = [
  .systemLibrary(name: "CLibc"),
  .target(name: "Resolution", dependencies: ["CLibc"], swiftSettings: settings),
  .executableTarget(
    name: "tvm-shim",
    dependencies: ["Resolution", "CLibc"],
    swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
]

let program: [Target] = [
  .systemLibrary(name: "CArchive"),
  .systemLibrary(name: "CNettle"),
  .target(
    name: "Toolchains",
    dependencies: ["Resolution", "CLibc", "CArchive", "CNettle"],
    swiftSettings: settings),
  .executableTarget(
    name: "tvm",
    dependencies: [
      "Resolution", "Toolchains",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settings,
    linkerSettings: [
      .unsafeFlags(["-static-stdlib"], .when(platforms: [.linux], configuration: .release))
    ]),
  .testTarget(
    name: "ResolutionTests", dependencies: ["Resolution"], swiftSettings: settings),
]

let tests: [Target] = [
  .target(name: "CSpawn", path: "Tests/CSpawn"),
  .target(
    name: "TestSupport", dependencies: ["CSpawn"], path: "Tests/Support",
    swiftSettings: settings),
  .testTarget(
    name: "EndToEndTests", dependencies: ["TestSupport"], swiftSettings: settings),
]

let package = Package(
  name: "tvm",
  dependencies: embedsShim
    ? []
    : [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")],
  targets: embedsShim ? shim : shim + program + tests
)
