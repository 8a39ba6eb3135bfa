namespace AiPromptGen.Platform.Http;

/// <summary>
/// A request's body, in which whatever cannot be read is its sender's doing: a chunk whose length no number holds, a form that
/// ends before its last boundary, a connection that was reset. Unwrapped, each is an <see cref="IOException"/> like one of ours.
/// </summary>
internal sealed class SenderStream(Stream body) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="ProblemException">400, for a body that breaks off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        // Too large and too slow have codes of their own.
        catch (Exception broken)
            when (broken
                    is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest }
                        or (IOException and not BadHttpRequestException)
                        or InvalidDataException
            )
        {
            throw Problems.BodyIncomplete.ToException();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
