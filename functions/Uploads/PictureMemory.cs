using System.Buffers;

namespace AiPromptGen.Uploads;

/// <summary>
/// The bytes of one picture in a rented array. Large arrays that are created and dropped would fill the memory long before the garbage
/// collector frees them, so they are used again.
/// </summary>
internal sealed class PictureMemory(int max)
{
    private readonly byte[] _array = ArrayPool<byte>.Shared.Rent(max);
    private int _length;

    public Memory<byte> Bytes => _array.AsMemory(0, _length);

    /// <summary>The part of the array that the next bytes are written to.</summary>
    public Memory<byte> Free => _array.AsMemory(_length, max - _length);

    public bool IsFull => _length == max;

    public void Append(ReadOnlyMemory<byte> bytes)
    {
        bytes.CopyTo(Free);
        Appended(bytes.Length);
    }

    public void Appended(int count) => _length += count;

    /// <summary>
    /// Empties the array and returns it to the pool. It is not called while a decoder may still read the array; then the garbage collector
    /// frees the array after the decoder has ended.
    /// </summary>
    public void Recycle()
    {
        Bytes.Span.Clear();
        _length = 0;
        ArrayPool<byte>.Shared.Return(_array);
    }
}
