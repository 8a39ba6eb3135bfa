using System.Net.Mime;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace AiPromptGen.Platform.Http;

/// <summary>Reads request bodies within a limit, and answers bad ones with a problem instead of an exception of the parser.</summary>
internal static class RequestBody
{
    /// <summary>Bytes. It is enough for the longest valid request; no JSON body needs more.</summary>
    public const int MaxJsonBytes = 64 * 1024;

    public static Task<T> ReadJsonAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class => ReadJsonAsync<T>(request, MaxJsonBytes, cancellationToken);

    public static async Task<T> ReadJsonAsync<T>(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
        where T : class
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        )
        {
            throw Problems.ContentType(MediaTypeNames.Application.Json).ToException();
        }

        CheckEncodings(request, type);
        var bytes = await ReadBytesAsync(request.Body, request.ContentLength, maxBytes, cancellationToken);
        return Parsed(
            () => JsonSerializer.Deserialize<T>(bytes.Span, AppJson.Options),
            () => JsonElement.Parse(bytes.Span, new JsonDocumentOptions { MaxDepth = AppJson.Options.MaxDepth })
        );
    }

    /// <summary>Refuses a body that is compressed, or not in UTF-8, instead of guessing.</summary>
    /// <exception cref="ProblemException">415.</exception>
    public static void CheckEncodings(HttpRequest request, MediaTypeHeaderValue type)
    {
        if (!request.Headers.ContentEncoding.All(IsIdentity))
        {
            throw Problems.ContentEncoding.ToException();
        }

        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (charset.Length > 0 && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw Problems.ContentType($"{type.MediaType} in UTF-8").ToException();
        }
    }

    private static bool IsIdentity(string? encoding) =>
        string.IsNullOrWhiteSpace(encoding) || encoding.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses a part of a body by the same rules as a whole one.</summary>
    public static T Parse<T>(JsonElement part)
        where T : class => Parsed(() => part.Deserialize<T>(AppJson.Options), () => part);

    /// <param name="read">The same without a type; it may throw what <paramref name="parse"/> throws.</param>
    private static T Parsed<T>(Func<T?> parse, Func<JsonElement> read)
        where T : class
    {
        try
        {
            return parse() ?? throw Problems.Invalid("$", "json-invalid", "The body is null.").ToException();
        }
        catch (JsonException invalid)
        {
            // The parser's message may quote the body; the path and position are enough to find the place.
            var place = $"Line {invalid.LineNumber + 1}, byte {invalid.BytePositionInLine + 1}.";
            throw new Problem(400, "json-invalid", "The body is not the JSON that is expected here", place)
            {
                Errors =
                [
                    MissingIn(read, typeof(T), invalid.Path) is { } missing
                        ? new ProblemError(missing, "json-invalid", "This member is missing.")
                        : new ProblemError(
                            invalid.Path ?? "$",
                            "json-invalid",
                            "Unknown member, wrong type or bad syntax."
                        ),
                ],
            }.ToException();
        }
    }

    /// <returns>Null when what is wrong is something else, such as half a character in a name, which cannot be compared.</returns>
    private static string? MissingIn(Func<JsonElement> read, Type type, string? path)
    {
        try
        {
            return MissingMember.Find(read(), type, path);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <exception cref="ProblemException">413 when more than <paramref name="maxBytes"/> come.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(
        Stream body,
        long? declaredLength,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        if (declaredLength > maxBytes)
        {
            throw Problems.BodyTooLarge.ToException();
        }

        await using var sent = new SenderStream(body);
        return await BoundedBytes.ReadAsync(sent, maxBytes, declaredLength, cancellationToken)
            ?? throw Problems.BodyTooLarge.ToException();
    }
}

/// <summary>
/// The body of a request. Whatever cannot be read in it is the sender's fault: a chunk with a length that no number holds, a form that ends
/// before its last boundary, a connection that was reset, a sender who stalls until the web server gives up. Without this wrapper each would
/// be an exception that looks like a fault of this app.
/// </summary>
/// <param name="finish">Reads what must follow before the body's end is one; it may throw what a body throws.</param>
internal sealed class SenderStream(Stream body, Func<CancellationToken, Task>? finish = null) : Stream
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

    /// <exception cref="ProblemException">400 for a body that ends too early.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            if (read == 0 && finish is not null && !buffer.IsEmpty)
            {
                await finish(cancellationToken);
            }

            return read;
        }
        // A body that is too large has a problem code of its own. InvalidOperationException is what Kestrel throws at a NUL in a trailer.
        catch (Exception broken)
            when (broken
                    is BadHttpRequestException { StatusCode: not StatusCodes.Status413PayloadTooLarge }
                        or (IOException and not BadHttpRequestException)
                        or InvalidDataException
                        or InvalidOperationException
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
