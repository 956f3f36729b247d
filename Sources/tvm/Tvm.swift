import ArgumentParser

@main struct Tvm: ParsableCommand {}
