using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Simulators;

/// <summary>A server on 127.0.0.1, the only address a simulator ever listens on.</summary>
internal static class LoopbackServer
{
    /// <param name="port">The port; 0 for a free one.</param>
    public static WebApplication Build(int port, long mostRequestBytes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = mostRequestBytes;
                kestrel.Listen(IPAddress.Loopback, port);
            });
        return builder.Build();
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Whether a host is a name of loopback. A web page can make its own name lead to 127.0.0.1, so the name must be checked.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether a request uses a name of loopback and does not come from a web page of another origin.</summary>
    public static bool IsForThisMachine(HttpRequest request) =>
        IsLoopback(request.Host.Host)
        && (
            request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLoopback(page.Host))
        );
}
