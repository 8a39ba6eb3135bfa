using System.Buffers;

namespace AiPromptGen.Uploads;

/// <summary>
/// The bytes of one picture in a rented array. Large arrays that are made and thrown away fill the memory long before the
/// collector hurries, so they are used again.
/// </summary>
internal sealed class PictureMemory(int most)
{
    private readonly byte[] array = ArrayPool<byte>.Shared.Rent(most);
    private int length;

    public Memory<byte> Bytes => array.AsMemory(0, length);

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Free => array.AsMemory(length, most - length);

    public bool IsFull => length == most;

    public void Append(ReadOnlyMemory<byte> bytes)
    {
        bytes.CopyTo(Free);
        Appended(bytes.Length);
    }

    public void Appended(int count) => length += count;

    /// <summary>
    /// Gives the array to the next picture, empty. Not called while a decoder may still read it: then the collector takes it
    /// when that has ended.
    /// </summary>
    public void Recycle()
    {
        Bytes.Span.Clear();
        length = 0;
        ArrayPool<byte>.Shared.Return(array);
    }
}
