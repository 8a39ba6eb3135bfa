using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Platform.Http;

internal static class Answers
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        new CompressedResult(Results.Json(value, AppJson.Sent, "application/json", status));

    public static IResult Problem(Problem problem) => new ProblemResult(problem);
}

/// <summary>
/// Compresses an answer when the client's Accept-Encoding asks for it. The worker has no ASP.NET Core pipeline into which that framework's
/// compression could be put, and it executes results after its own middleware has run. So the result compresses itself.
/// </summary>
/// <remarks>
/// This is safe over HTTPS here: attacks on compression need a browser that sends secrets along with guesses, and this API has no cookies.
/// </remarks>
internal sealed class CompressedResult(IResult inner) : IResult
{
    public static void AddTo(IServiceCollection services) =>
        services.AddResponseCompression(options => options.EnableForHttps = true);

    public Task ExecuteAsync(HttpContext httpContext) =>
        new ResponseCompressionMiddleware(
            inner.ExecuteAsync,
            httpContext.RequestServices.GetRequiredService<IResponseCompressionProvider>()
        ).Invoke(httpContext);
}

/// <summary>A text file to download, sent while it is being made. This app chooses its name, so no header needs escaping.</summary>
/// <param name="name">Letters, digits, hyphens and dots.</param>
internal sealed class FileDownload(string name, string contentType, IAsyncEnumerable<string> parts) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, canceled) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await foreach (var part in parts.WithCancellation(canceled))
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(part), canceled);
        }
    }
}

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
