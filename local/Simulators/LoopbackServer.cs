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
    /// <param name="port">0 takes a free one.</param>
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

    /// <summary>A page in a browser can give a name of its own to 127.0.0.1: the name asked for must be checked, too.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Neither asked for under another name nor by a page from elsewhere.</summary>
    public static bool IsForThisMachine(HttpRequest request) =>
        IsLoopback(request.Host.Host)
        && (
            request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLoopback(page.Host))
        );
}
