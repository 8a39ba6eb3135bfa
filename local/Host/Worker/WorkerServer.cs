using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Host.Worker;

/// <summary>The address on this machine that the worker connects to: gRPC on a free port of the loopback interface.</summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly WebApplication server;

    private WorkerServer(WebApplication server, WorkerChannel channel) => (this.server, Channel) = (server, channel);

    public WorkerChannel Channel { get; }

    public string Address =>
        server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<WorkerServer> StartAsync(string applicationFolder, CancellationToken cancellationToken)
    {
        var channel = new WorkerChannel(applicationFolder);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
                // The stream may carry nothing for as long as a function runs, so Kestrel must not require a minimum rate of data.
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
            });
        builder.Services.AddSingleton(channel);
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, QuietLifetime>();
        var built = builder.Build();
        built.MapGrpcService<WorkerChannel>();
        await built.StartAsync(cancellationToken);
        return new(built, channel);
    }

    /// <summary>Stops at once, because the worker at the other end is gone.</summary>
    public ValueTask DisposeAsync()
    {
        Channel.End();
        return server.DisposeAsync();
    }
}
