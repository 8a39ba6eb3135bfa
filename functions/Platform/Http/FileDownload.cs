using System.Text;

namespace AiPromptGen.Platform.Http;

/// <summary>A text file to keep, sent while it is being made. Its name is ours alone, so no header needs escaping.</summary>
/// <param name="name">Letters, digits, hyphens and dots.</param>
internal sealed class FileDownload(string name, string contentType, IAsyncEnumerable<string> parts) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancelled) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await foreach (var part in parts.WithCancellation(cancelled))
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(part), cancelled);
        }
    }
}
