using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Host;
using AiPromptGen.Host.Start;
using Azure.Core.Pipeline;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NetVips;

namespace AiPromptGen.Benchmarks.Scale;

/// <summary>The whole app in this process, on a storage emulator of its own that forgets everything.</summary>
internal sealed class ScaleApp : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly string data;
    private readonly Azurite storage;
    private readonly LocalHost app;
    private readonly GrpcDurableTaskClient durable;

    private ScaleApp(string data, Azurite storage, LocalHost app, StorageLog log)
    {
        (this.data, this.storage, this.app, Log) = (data, storage, app, log);
        var engine = JsonElement.Parse(app.DurableClientPayload!).GetProperty("rpcBaseUrl").GetString();
        durable = new("scale", new() { Address = engine }, NullLogger.Instance);
    }

    public StorageLog Log { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<ScaleApp> StartAsync()
    {
        var emulator = await Azurite.StartAsync(folder: null, Progress.None, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("aipromptgen-").FullName;
        var log = new StorageLog();
        string[] args =
        [
            "--urls=http://127.0.0.1:0",
            $"--AzureWebJobsStorage={emulator.ConnectionString}",
            $"--LOCAL_DATA={folder}",
            "--Simulators:Ai=false",
            "--Simulators:PayPal=false",
            "--AzureFunctionsJobHost:extensions:durableTask:hubName=Scale",
            "--AddressLimits:RequestsPerWindow=100000",
            "--AddressLimits:PromptRequestsPerWindow=100000",
            "--Credits:SignUpCredits=100000",
            "--Credits:RequestsPerWindow=10000",
            "--Credits:ConcurrentGenerations=64",
            "--Generations:Routes:text-to-image:0:Provider=painter",
            "--Generations:Routes:text-to-image:0:Model=p-1",
            "--Generations:Routes:text-to-image:0:PriceCredits=4",
            "--Generations:Routes:text-to-image:0:TimeoutSeconds=60",
            "--Generations:Routes:text-to-image:0:Target=gpt-image",
        ];
        var host = await LocalHost.StartAsync(
            new()
            {
                App = typeof(App).Assembly,
                Settings = args,
                Build = services =>
                {
                    services.AddSingleton<HttpPipelinePolicy>(log);
                    services.AddSingleton<IGenerationProvider, Painter>();
                },
            }
        );
        return new ScaleApp(folder, emulator, host, log);
    }

    /// <summary>A new account's token, its row made.</summary>
    public async Task<string> SignInAsync()
    {
        using var answer = await http.PostAsJsonAsync(
            new Uri($"{app.Address}/dev/sign-in"),
            new { email = $"{Guid.NewGuid():N}@example.org" }
        );
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        using var account = await SendAsync(token, HttpMethod.Get, "account", null);
        return token;
    }

    /// <returns>The upload's id.</returns>
    public async Task<string> UploadAsync(string token, byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var answer = await SendAsync(token, HttpMethod.Post, "uploads", content);
        return await IdOfAsync(answer);
    }

    /// <summary>Accepted, generated, settled and audited; the client does not ask meanwhile.</summary>
    public async Task GenerateAsync(string token, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await SendAsync(token, HttpMethod.Post, "generations", content);
        await durable.WaitForInstanceCompletionAsync(await IdOfAsync(answer), cancellation: CancellationToken.None);
    }

    public Task RunTimerAsync(string function) => app.RunTimerAsync(function);

    public async ValueTask DisposeAsync()
    {
        await durable.DisposeAsync();
        await app.DisposeAsync();
        http.Dispose();
        await storage.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string token,
        HttpMethod method,
        string path,
        HttpContent? content
    )
    {
        using var request = new HttpRequestMessage(method, new Uri($"{app.Address}/{path}")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode}");
    }

    private static async Task<string> IdOfAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

    /// <summary>Paints at once, so that only the rest is measured.</summary>
    private sealed class Painter : IGenerationProvider
    {
        private readonly byte[] picture = Picture();

        public string Name => "painter";

        public bool Serves(Generations.GenerationKind kind) => kind == Generations.GenerationKind.TextToImage;

        public Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<ProviderResult>(
                new ProviderResult.Painted([
                    .. Enumerable.Range(0, request.Painting!.Count).Select(_ => new PaintedPicture(picture, null)),
                ])
            );
    }

    /// <summary>256 × 256.</summary>
    public static byte[] Picture()
    {
        using var grain = Image.Gaussnoise(256, 256, sigma: 20, mean: 120, seed: 1);
        using var bands = grain.Bandjoin(grain, grain);
        using var picture = bands.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return picture.JpegsaveBuffer(q: 85);
    }
}
