using System.Buffers;

namespace AiPromptGen.Uploads;

/// <summary>
/// The bytes of one picture in a rented array. Large arrays that are made and thrown away fill the memory long before the
/// collector hurries, so they are used again.
/// </summary>
internal sealed class PictureMemory(int max)
{
    private readonly byte[] _array = ArrayPool<byte>.Shared.Rent(max);
    private int _length;

    public Memory<byte> Bytes => _array.AsMemory(0, _length);

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Free => _array.AsMemory(_length, max - _length);

    public bool IsFull => _length == max;

    public void Append(ReadOnlyMemory<byte> bytes)
    {
        bytes.CopyTo(Free);
        Appended(bytes.Length);
    }

    public void Appended(int count) => _length += count;

    /// <summary>
    /// Gives the array to the next picture, empty. Not called while a decoder may still read it: then the collector takes it
    /// when that has ended.
    /// </summary>
    public void Recycle()
    {
        Bytes.Span.Clear();
        _length = 0;
        ArrayPool<byte>.Shared.Return(_array);
    }
}
