using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Uploads.Fetching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.IntegrationTests.Uploads;

/// <summary>A fetcher, the network it sees, and the server at the end of it.</summary>
internal sealed class Fetching : IAsyncDisposable
{
    public const string Address = "http://pictures.example/fox.jpg";

    private readonly PictureFetcher fetcher;

    public Fetching(PictureServer server, FakeNetwork? network = null, TimeProvider? time = null)
    {
        Server = server;
        Network = network ?? new FakeNetwork(server.Port);
        fetcher = new PictureFetcher(
            Network,
            FetchLimits.Default,
            time ?? TimeProvider.System,
            NullLogger<PictureFetcher>.Instance
        );
    }

    public PictureServer Server { get; }

    public FakeNetwork Network { get; }

    public static async Task<Fetching> StartAsync(RequestDelegate answer, TimeProvider? time = null) =>
        new(await PictureServer.StartAsync(answer), time: time);

    public static async Task<Fetching> StartAsync(RequestDelegate answer, Func<string, string[]> names)
    {
        var server = await PictureServer.StartAsync(answer);
        return new Fetching(server, new FakeNetwork(server.Port) { Names = names });
    }

    public Task<FetchResult> FetchAsync(string address = Address, CancellationToken cancellationToken = default) =>
        fetcher.FetchAsync(address, cancellationToken);

    /// <returns>The code of the failure; null when the picture was fetched.</returns>
    public async Task<FetchFailure?> FailAsync(string address = Address) =>
        (await FetchAsync(address) as FetchResult.Failed)?.Failure;

    public static Task Redirect(HttpContext context, string location, int status = 302)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        fetcher.Dispose();
        await Server.DisposeAsync();
    }
}
