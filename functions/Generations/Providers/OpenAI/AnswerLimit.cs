namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Bounds the size of a provider's answer, because the client reads the whole of it into memory.</summary>
internal sealed class AnswerLimit : DelegatingHandler
{
    public const long MaxChatBytes = 1024 * 1024;
    public const long MaxImageBytes = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var most =
            request.RequestUri?.AbsolutePath.Contains("/images/", StringComparison.Ordinal) == true
                ? MaxImageBytes
                : MaxChatBytes;
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentLength > most)
        {
            response.Dispose();
            throw new InvalidDataException("The answer is too large.");
        }

        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bounded = new StreamContent(new BoundedStream(body, most));
        foreach (var header in response.Content.Headers)
        {
            bounded.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = bounded;
        return response;
    }
}

/// <summary>Reads a stream and fails once more than the allowed bytes have come.</summary>
/// <exception cref="InvalidDataException">Thrown by every read after that.</exception>
internal sealed class BoundedStream(Stream inner, long maxBytes) : Stream
{
    private long _left = maxBytes;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => Counted(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int read)
    {
        _left -= read;
        return _left >= 0 ? read : throw new InvalidDataException("The answer is too large.");
    }
}
