namespace AiPromptGen.Platform.Http;

/// <summary>The headers that every answer carries.</summary>
internal static class SecurityHeaders
{
    public static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        // What a page of another origin may read, if the platform's CORS lets it read anything.
        headers.AccessControlExposeHeaders = "Location, ETag, Retry-After, RateLimit, RateLimit-Policy";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }
}
