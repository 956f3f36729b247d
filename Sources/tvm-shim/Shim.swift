@main struct Shim { static func main() {} }
