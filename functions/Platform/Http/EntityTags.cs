using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Answers that are the same for everybody until something changes: they carry a tag made from their bytes, and a client that has them
/// already gets 304.
/// </summary>
internal static class EntityTags
{
    private const string CacheControl = "public, max-age=60";

    public static IResult Json<T>(HttpRequest request, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, AppJson.Sent);
        // A weak tag, because the plain and the compressed bytes have the same one (RFC 9110, section 8.8.1).
        var tag = new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"",
            isWeak: true
        );
        var headers = request.HttpContext.Response.GetTypedHeaders();
        headers.ETag = tag;
        request.HttpContext.Response.Headers.CacheControl = CacheControl;
        return IsKnown(request, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new CompressedResult(Results.Bytes(bytes, "application/json"));
    }

    /// <summary>Whether the client has this answer already. The comparison is weak, as RFC 9110 requires for If-None-Match.</summary>
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request
            .GetTypedHeaders()
            .IfNoneMatch.Any(known =>
                known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)
            );
}
