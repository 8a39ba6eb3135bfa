using System.Net;
using System.Text.Json;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>How long painted pictures are kept, and to which attempt's answer they belong.</summary>
[TestFixture]
internal sealed class ResultRetentionTests
{
    private const string Two = """{"kind":"text-to-image","idea":"a heron","controls":{"variations":2}}""";

    private readonly ShiftedTime time = new();

    [Test, Property("Promise", "P12")]
    public async Task Pictures_are_kept_for_seven_days_and_then_said_to_be_gone()
    {
        await using var app = await StartAsync("ResultSweep");
        using var person = await ApiClient.NewAsync(app.Address);
        var id = (await person.GenerateAsync(Two)).Id;

        time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5));
        await person.SignInAsync(person.Email);
        await app.RunTimerAsync("SweepResults");
        var last = (await person.GetAsync($"generations/{id}")).At("result", "images")[0];
        var end = last.GetProperty("expiresAt").GetDateTimeOffset();
        Assert.That(
            end - time.GetUtcNow(),
            Is.LessThanOrEqualTo(TimeSpan.FromMinutes(5)),
            "no link outlives its picture"
        );
        Assert.That((await RemainsAsync(app, person)).Results, Has.Count.EqualTo(4), "each with its thumbnail");

        time.Advance(TimeSpan.FromMinutes(6));
        await AssertExpiredAsync(person, id, "before it is swept");
        await Task.WhenAll(app.RunTimerAsync("SweepResults"), app.RunTimerAsync("SweepResults"));

        Assert.That((await RemainsAsync(app, person)).Results, Is.Empty);
        await AssertExpiredAsync(person, id, "afterwards");
        await app.RunTimerAsync("SweepResults");
    }

    [Test, Property("Promise", "P12")]
    public async Task A_deleted_generation_takes_its_pictures_with_it()
    {
        await using var app = await StartAsync("ResultDelete");
        using var person = await ApiClient.NewAsync(app.Address);
        var (deleted, kept) = (await person.GenerateAsync(Two), await person.GenerateAsync(Two));
        using var anybody = new HttpClient();
        var link = new Uri(deleted.At("result", "images")[0].GetProperty("url").GetString()!);
        // A blob of an attempt that died before it wrote its row, so no row names the blob.
        await StorageOf(app)
            .Results.GetBlobClient($"{(await person.GetAsync("account")).Id}/{deleted.Id}/3")
            .UploadAsync(BinaryData.FromString("x"));

        Assert.That(
            (await person.DeleteAsync($"generations/{deleted.Id}")).Status,
            Is.EqualTo(HttpStatusCode.NoContent)
        );

        Assert.That((await anybody.GetAsync(link)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        var left = (await RemainsAsync(app, person)).Results;
        Assert.That(left, Has.Count.EqualTo(4).And.All.Contains(kept.Id));
    }

    [Test, Property("Promise", "P12")]
    public async Task Pictures_that_come_after_their_generation_was_deleted_are_not_kept()
    {
        var (generation, storage, counting) = (NewGeneration("gen-late"), (StorageClients?)null, new CountingPolicy());
        var painting = FakePainter.Painting();
        var fake = new FakeProvider(
            async (r, t) =>
            {
                await storage!.Users.DeleteEntityAsync(generation.ToRow(), cancellationToken: t);
                return await painting.GenerateAsync(r, t);
            }
        );
        await using var app = await TestApp.StartAsync(
            "ResultLate",
            services =>
            {
                fake.AddTo(services);
                services.AddSingleton<HttpPipelinePolicy>(counting);
            },
            settings: FakePainter.Routes
        );
        storage = StorageOf(app);
        await storage.Users.AddEntityAsync(generation.ToRow());
        var start = app.Services.GetRequiredService<GenerationStarts>().Of(generation);

        await ActivatorUtilities
            .CreateInstance<Generate>(app.Services)
            .RunAsync(Generate.Input.From(start, TimeProvider.System.GetUtcNow().UtcDateTime), default);

        Assert.That(counting.Calls, Has.Exactly(2).StartsWith("PUT /results/"));
        Assert.That(counting.Calls, Has.Exactly(2).StartsWith("DELETE /results/"));
        Assert.That((await AccountRemains.ReadAsync(app, generation.Account)).Results, Is.Empty);
    }

    [Test, Property("Promise", "P11")]
    public async Task A_slow_attempt_does_not_replace_pictures_that_were_answered()
    {
        await using var app = await StartAsync("ResultFence");
        var (storage, store) = (StorageOf(app), app.Services.GetRequiredService<GenerationStore>());
        var results = app.Services.GetRequiredService<ResultStore>();
        var generation = NewGeneration("gen-fence");
        await storage.Users.AddEntityAsync(generation.ToRow());
        generation = (await store.FindAsync(generation.Account, generation.Id, default))!;
        var blob = storage.Results.GetBlobClient($"{generation.Account}/{generation.Id}/1");

        // Left by an attempt that died before its row: the next one's take its place.
        Assert.That(
            await results.AddAsync(generation, [Picture("#FF0000", 10), Picture("#FF0000", 10)], default),
            Has.Count.EqualTo(2)
        );
        var images = await results.AddAsync(generation, [Picture("#00FF00", 20)], default);
        Assert.That(await BytesAsync(blob), Is.EqualTo(TestPictures.Solid("#00FF00", 20, 10)));

        var answer = new GenerateAnswer { Status = GenerationStatus.Succeeded, PriceCredits = 4 };
        await store.KeepAsync(generation, new GenerationResult(answer) { Images = images! }, default);
        Assert.That(await results.AddAsync(generation, [Picture("#0000FF", 30)], default), Is.Null);
        Assert.That(await BytesAsync(blob), Is.EqualTo(TestPictures.Solid("#00FF00", 20, 10)));
        var row = (await store.FindAsync(generation.Account, generation.Id, default))!;
        Assert.That(row.Images.Single().RevisedPrompt, Is.EqualTo(new string('a', 4000)), "cut, not lost");
    }

    private static ResultPicture Picture(string hex, int width) =>
        new(
            new CleanPicture
            {
                Bytes = TestPictures.Solid(hex, width, 10),
                Format = PictureFormat.Png,
                Width = width,
                Height = 10,
            },
            new string('a', 5000)
        );

    private static Generation NewGeneration(string id) =>
        new()
        {
            Account = new AccountId("fence-" + Guid.NewGuid().ToString("N")),
            Id = id,
            Request = new GenerationRequest { Kind = GenerationKind.TextToImage, Idea = "a heron" },
            Status = GenerationStatus.Running,
            Sequence = 2,
            AcceptedAt = DateTimeOffset.UnixEpoch,
        };

    private static async Task<byte[]> BytesAsync(BlobClient blob) =>
        (await blob.DownloadContentAsync()).Value.Content.ToArray();

    private static async Task AssertExpiredAsync(ApiClient person, string id, string when)
    {
        await person.SignInAsync(person.Email);
        var answer = await person.GetAsync($"generations/{id}");
        Assert.That(answer.State, Is.EqualTo("succeeded"), when);
        foreach (var image in answer.At("result", "images").EnumerateArray())
        {
            Assert.That(image.GetProperty("expired").GetBoolean(), when);
            Assert.That(image.TryGetProperty("url", out JsonElement _), Is.False, when);
        }

        Assert.That(answer.At("result", "prompt", "subjects").GetArrayLength(), Is.Positive, "the prompt stays");
    }

    private Task<TestApp> StartAsync(string hub) =>
        TestApp.StartAsync(hub, FakePainter.Painting().AddTo, time, FakePainter.Routes);

    private static StorageClients StorageOf(TestApp app) => app.Services.GetRequiredService<StorageClients>();

    private static async Task<AccountRemains> RemainsAsync(TestApp app, ApiClient person) =>
        await AccountRemains.ReadAsync(app, new AccountId((await person.GetAsync("account")).Id));
}
