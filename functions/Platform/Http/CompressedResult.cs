using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Sends an answer compressed to whom asks for that with Accept-Encoding. The worker has no pipeline of ASP.NET Core that its
/// compression could stand in, and executes results after the worker's own middleware has run, so the result brings it along.
/// </summary>
/// <remarks>
/// Safe over HTTPS here: attacks on compression make a browser send secrets along with guesses, and this API knows no cookies.
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
