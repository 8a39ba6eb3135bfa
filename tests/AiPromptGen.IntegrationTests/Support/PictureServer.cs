using System.Collections.Concurrent;
using System.Net;
using AiPromptGen.Uploads.Fetching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>A real web server on loopback that answers as a test says, well or badly.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, IHeaderDictionary Headers)> requests = [];

    private PictureServer(Action<ListenOptions> listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen));
        app = builder.Build();
    }

    public int Port { get; private set; }

    public IReadOnlyList<(string Path, IHeaderDictionary Headers)> Requests => [.. requests];

    public static Task<PictureServer> StartAsync(RequestDelegate answer, Action<ListenOptions>? listen = null)
    {
        var server = new PictureServer(listen ?? (_ => { }));
        server.app.Run(context =>
        {
            // Copied, because the server reuses its headers for the next request.
            var headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
            server.requests.Enqueue((context.Request.Path, headers));
            return answer(context);
        });
        return server.StartAsync();
    }

    /// <summary>Starts a server that sends any bytes, whether or not they are HTTP.</summary>
    public static Task<PictureServer> StartRawAsync(Func<ConnectionContext, Task> answer) =>
        new PictureServer(listen => listen.Run(answer.Invoke)).StartAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task<PictureServer> StartAsync()
    {
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Port = new Uri(addresses.Single()).Port;
        return this;
    }
}

/// <summary>
/// Names resolve to what a test says, and every connection ends at one server on loopback, whichever address was asked for. The program's
/// rules for addresses still apply, so an address that they refuse is not connected to.
/// </summary>
internal sealed class FakeNetwork(int port) : IPictureNetwork
{
    public static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    private readonly ConcurrentQueue<string> asked = [];
    private readonly ConcurrentQueue<IPEndPoint> connected = [];

    public Func<string, string[]> Names { get; init; } = _ => [Public.ToString()];

    /// <summary>Runs before each connection; it may throw or wait.</summary>
    public Func<IPEndPoint, CancellationToken, Task> Connecting { get; init; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<string> Asked => [.. asked];

    public IReadOnlyList<IPEndPoint> Connected => [.. connected];

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        asked.Enqueue(host);
        string[] addresses = IPAddress.TryParse(host, out _) ? [host] : Names(host);
        return Task.FromResult<IReadOnlyList<IPAddress>>([.. addresses.Select(IPAddress.Parse)]);
    }

    public async Task<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        connected.Enqueue(endPoint);
        await Connecting(endPoint, cancellationToken);
        return await new SystemNetwork().ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
    }
}
