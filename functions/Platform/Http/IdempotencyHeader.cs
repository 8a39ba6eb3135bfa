namespace AiPromptGen.Platform.Http;

/// <summary>The <c>Idempotency-Key</c> header of requests that spend, buy or grant (draft-ietf-httpapi-idempotency-key-header).</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    public static readonly Problem Missing = new(
        400,
        "idempotency-key-missing",
        "An Idempotency-Key header is needed",
        "Send a fresh key, such as a UUID, with every new request, and the same one when you repeat it."
    );

    public static readonly Problem Invalid = new(
        400,
        "idempotency-key-invalid",
        "The Idempotency-Key header is not valid",
        "One key of 1 to 255 visible ASCII characters."
    );

    public static readonly Problem Reused = new(
        422,
        "idempotency-key-reused",
        "This Idempotency-Key was used with another body",
        "Send a new key with a changed request."
    );

    /// <exception cref="ProblemException">Missing, repeated, empty, too long, or not visible ASCII.</exception>
    public static string Read(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Name, out var values) || values.Count == 0)
        {
            throw Missing.ToException();
        }

        var key = values.Count == 1 ? (values[0] ?? "").Trim() : "";
        if (key is ['"', .. var inner, '"'])
        {
            // The draft asks for a structured string, in quotation marks; a value without them means the same.
            key = inner;
        }

        return key.Length is >= 1 and <= 255 && key.All(c => c is > ' ' and <= '~') ? key : throw Invalid.ToException();
    }
}
