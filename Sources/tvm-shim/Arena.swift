#if hasFeature(Embedded)
private import CLibc

// A shim lives for some microseconds and is then replaced by another program: memory is handed out
// in order, and only what was handed out last is taken back. This stands in for the C library's allocator, which costs system
// calls at its start and for every block of a few pages, and more code than all of these functions.
// In an ordinary build, which has threads and a runtime, the C library's own is used.

/// Where the next block begins, and where the memory at hand ends.
private nonisolated(unsafe) var next: UInt = 0
private nonisolated(unsafe) var end: UInt = 0

/// Whether the memory that comes with the program has been handed out.
private nonisolated(unsafe) var hasBegun = false

/// Room before each block for its size, which `realloc` needs; keeps blocks aligned to it.
private let header: UInt = 16

/// How much memory is asked of the system at once, after that which comes with the program: nearly
/// every call gets by with that, and asks for none.
private let chunk: UInt = 1 << 20

@inline(__always)
private func allocate(_ size: UInt, alignment: UInt) -> UnsafeMutableRawPointer? {
  // All that Swift asks for but what is aligned to pages: the next block follows the last. Neither sum
  // comes near the end of the address space.
  var start = next &+ header
  if alignment > header { start = (start + alignment - 1) & ~(alignment - 1) }
  if start > end || size > end &- start {
    start = newChunk(size, alignment: max(alignment, header))
    if start == 0 { return nil }
  }
  next = (start &+ size &+ (header - 1)) & ~(header - 1)
  let block = UnsafeMutableRawPointer(bitPattern: start)
  block?.storeBytes(of: size, toByteOffset: -Int(header), as: UInt.self)
  return block
}

/// Where a block of this size begins in new memory, or 0 where there is none.
@inline(never)
private func newChunk(_ size: UInt, alignment: UInt) -> UInt {
  guard size <= UInt(Int.max) - chunk - alignment else { return 0 }
  if !hasBegun {
    hasBegun = true
    next = UInt(bitPattern: clibc_first_memory())
    end = next + UInt(CLIBC_FIRST_MEMORY)
    if size < UInt(CLIBC_FIRST_MEMORY) - header - alignment {
      return (next + header + alignment - 1) & ~(alignment - 1)
    }
  }
  let length = (size + header + alignment + chunk - 1) & ~(chunk - 1)
  let memory = mmap(
    nil, Int(length), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
  // MAP_FAILED is a macro with a cast in it.
  guard let memory, memory != UnsafeMutableRawPointer(bitPattern: -1) else { return 0 }
  next = UInt(bitPattern: memory)
  end = next + length
  return (next + header + alignment - 1) & ~(alignment - 1)
}

@c(tvm_malloc)
func arenaMalloc(_ size: UInt) -> UnsafeMutableRawPointer? { allocate(size, alignment: header) }

@c(tvm_calloc)
func arenaCalloc(_ count: UInt, _ size: UInt) -> UnsafeMutableRawPointer? {
  let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: size)
  guard !isTooLarge, let block = allocate(bytes, alignment: header) else { return nil }
  return memset(block, 0, Int(bytes))
}

@c(tvm_realloc)
func arenaRealloc(_ block: UnsafeMutableRawPointer?, _ size: UInt) -> UnsafeMutableRawPointer? {
  guard let block else { return allocate(size, alignment: header) }
  let old = block.load(fromByteOffset: -Int(header), as: UInt.self)
  if size <= old { return block }
  guard let larger = allocate(size, alignment: header) else { return nil }
  memcpy(larger, block, Int(old))
  return larger
}

@c(tvm_aligned_alloc)
func arenaAlignedAlloc(_ alignment: UInt, _ size: UInt) -> UnsafeMutableRawPointer? {
  allocate(size, alignment: alignment)
}

@c(tvm_posix_memalign)
func arenaPosixMemalign(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ alignment: UInt, _ size: UInt
) -> Int32 {
  let block =
    alignment <= header
    ? allocate(size, alignment: header) : arenaAlignedAlloc(alignment, size)
  guard let block else { return ENOMEM }
  result.pointee = block
  return 0
}

/// Takes back the block that was handed out last: what lives shortly, as most does, is used again
/// and again, and stays in the processor's cache.
@c(tvm_free)
func arenaFree(_ block: UnsafeMutableRawPointer?) {
  guard let block else { return }
  let start = UInt(bitPattern: block)
  let size = block.load(fromByteOffset: -Int(header), as: UInt.self)
  if (start &+ size &+ (header - 1)) & ~(header - 1) == next { next = start &- header }
}
#endif
