using System.Collections.Concurrent;
using System.Net;
using AiPromptGen.Uploads.Fetching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>
/// The whole app with a simulated internet: <c>pictures.example</c> serves what tests put there, <c>inside.example</c>
/// leads to the platform's own address.
/// </summary>
internal sealed class PictureApp : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, byte[]> pictures = new(StringComparer.Ordinal);
    private PictureServer server = null!;
    private TestApp app = null!;

    public TestApp App => app;

    public IReadOnlyList<(string Path, IHeaderDictionary Headers)> Requests => server.Requests;

    public static async Task<PictureApp> StartAsync(
        string hub,
        Action<IServiceCollection>? configure = null,
        params string[] settings
    )
    {
        var pictureApp = new PictureApp();
        pictureApp.server = await PictureServer.StartAsync(pictureApp.ServeAsync);
        var network = new FakeNetwork(pictureApp.server.Port)
        {
            Names = host => [host == "inside.example" ? "168.63.129.16" : FakeNetwork.Public.ToString()],
        };
        pictureApp.app = await TestApp.StartAsync(
            hub,
            services =>
            {
                services.AddSingleton<IPictureNetwork>(network);
                configure?.Invoke(services);
            },
            settings:
            [
                "AddressLimits:RequestsPerWindow=100000",
                "AddressLimits:PromptRequestsPerWindow=100000",
                .. settings,
            ]
        );
        return pictureApp;
    }

    /// <returns>The picture's address.</returns>
    public string Put(string path, byte[] bytes)
    {
        pictures[$"/{path}"] = bytes;
        return $"http://pictures.example/{path}";
    }

    public static string Body(string address, string more = "") =>
        $$"""{"kind":"image-to-prompt","source":{"url":"{{address}}"}{{more}}}""";

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await server.DisposeAsync();
    }

    private Task ServeAsync(HttpContext context)
    {
        if (!pictures.TryGetValue(context.Request.Path.Value!, out var bytes))
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            return Task.CompletedTask;
        }

        // The declared type may be wrong, because the app must decide by the bytes.
        context.Response.ContentType = "image/jpeg";
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
