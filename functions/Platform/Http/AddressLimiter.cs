using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform.Http;

/// <summary>The limit on routes without sign-in, by client address; money has its own limits.</summary>
internal sealed class AddressLimiter(IOptions<AddressLimitOptions> options, ClientAddress address) : IDisposable
{
    private readonly RequestWindows windows = new(
        options.Value.RequestsPerWindow,
        TimeSpan.FromSeconds(options.Value.WindowSeconds)
    );

    /// <summary>Counts the request and tells the limit in its headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request)
    {
        var key = address.Of(request.HttpContext);
        var wait = windows.Admit(key);
        var headers = request.HttpContext.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"address\";q={options.Value.RequestsPerWindow};w={options.Value.WindowSeconds}"
        );
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"address\";r={windows.Left(key)}");
        if (wait is { } late)
        {
            throw RequestWindows.TooMany(late).ToException();
        }
    }

    public void Dispose() => windows.Dispose();
}
