using System.Net.Sockets;
using System.Text;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Local;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads.Fetching;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Markers planted in an idea, in a picture's metadata, in its address and in the e-mail are searched in every table, queue, blob and log line:
/// they may stand in the account's own partition and nowhere else.
/// </summary>
[TestFixture]
internal sealed class PlantedMarkerTests
{
    private const string InIdea = "xanthoria";
    private const string InPicture = "zylograph";
    private const string InEmail = "quillfeather";
    private const string InAddress = "vermilonaut";
    private static readonly string[] Routes =
    [
        .. FakeProvider.Routes,
        .. FakePainter.Routes,
        "Generations:Routes:text-to-prompt:1:Provider=embedded",
        "Generations:Routes:text-to-prompt:1:Model=idea-1",
        "Generations:Routes:text-to-prompt:1:PriceCredits=1",
    ];
    private static readonly string[] Markers = [InIdea, InPicture, InEmail, InAddress];

    [
        Test,
        Property("Promise", "P2"),
        Property("Promise", "P13"),
        Property("Promise", "P21"),
        Property("Promise", "P10")
    ]
    public async Task What_a_person_sends_stays_in_their_own_partition()
    {
        var logs = new RecordedLogs();
        var failing = new FakeProvider(
            (r, _) =>
                r.Painting is { } painting
                    ? Task.FromResult<ProviderResult>(Paint(painting))
                    : throw new InvalidOperationException($"cannot do '{r.Idea}'")
        );
        await using var server = await PictureServer.StartAsync(context =>
            context.Response.Body.WriteAsync(TestPictures.Solid("#224466")).AsTask()
        );
        var engine = new EngineRequests();
        await using var app = await TestApp.StartOnAzureStorageAsync(
            "Markers",
            services =>
            {
                failing.AddTo(services);
                services.AddSingleton<IPictureNetwork>(new FakeNetwork(server.Port) { Names = Lead });
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
                services.AddSingleton<ILoggerProvider>(logs);
            },
            storage: new EngineStorage(engine),
            settings: Routes
        );
        using var person = new ApiClient(app.Address);
        await person.SignInAsync($"{InEmail}@example.org");
        var account = (await person.GetAsync("account")).Id;
        // A provider that fails with the idea in its message, and then one that works.
        var text = await person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":"a {{InIdea}} on a stone"}""");
        Assert.That(text.State, Is.EqualTo("succeeded"), text.Text);
        await person.GenerateAsync(
            $$"""{"kind":"text-to-prompt","idea":"{{InIdea}}","colour":"{{InIdea}}"}""",
            wait: 0
        );

        await UseAllRoutesAsync(person, text.Id);
        await UseAddressesAsync(person);
        await UsePicturesAsync(person);
        await Task.Delay(300);

        var (found, rows) = await SearchTablesAsync(account);
        Assert.That(found, Is.Empty, "outside the account's partition");
        Assert.That(rows, Is.EquivalentTo(Markers), "the search can find what is there");
        Assert.That(await SearchBlobsAsync(), Is.Empty);
        AssertOnlyIdsWereSent(engine, text.Id);
        var lines = logs.Lines.Where(l => Markers.Any(m => l.Contains(m, StringComparison.OrdinalIgnoreCase)));
        Assert.That(lines, Is.Empty);
        Assert.That(logs.Lines.Any(l => l.Contains("failed with InvalidOperationException", StringComparison.Ordinal)));
    }

    /// <summary>The engine has written messages and rows, and none of them holds a marker.</summary>
    private static void AssertOnlyIdsWereSent(EngineRequests engine, string id)
    {
        var sent = engine.Texts.ToList();
        Assert.That(
            sent.Where(request => Markers.Any(m => Contains(request, m))),
            Is.Empty,
            "what the engine stores and sends"
        );
        Assert.That(
            sent.Where(request => request.Contains("/messages", StringComparison.Ordinal)),
            Has.Some.Contain(id),
            "its messages are read: ids stand in them"
        );
    }

    /// <summary>One that is described, one that nobody uses, one that is painted.</summary>
    private static async Task UsePicturesAsync(ApiClient person)
    {
        var infotext = $"a {InPicture} tower\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1";
        var png = TestPictures.WithPngText(TestPictures.Solid("#884422"), "parameters", infotext);
        var upload = (await person.UploadAsync(png, "image/png")).Id;
        var unused = (await person.UploadAsync(png, "image/png")).Id;
        var image = await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"},"idea":"with {{{InIdea}}}"}"""
        );
        Assert.That(image.State, Is.EqualTo("succeeded"), image.Text);
        Assert.That(unused, Is.Not.Empty);
        var painted = await person.GenerateAsync($$"""{"kind":"text-to-image","idea":"a {{InIdea}}"}""");
        Assert.That(
            painted.At("result", "images")[0].GetProperty("revisedPrompt").GetString(),
            Does.Contain(InPicture)
        );
    }

    /// <summary>The marker in the prompt, and in whatever a provider can put it into.</summary>
    private static ProviderResult.Painted Paint(Painting painting)
    {
        Assert.That(painting.Prompt, Does.Contain(InIdea).IgnoreCase);
        var png = TestPictures.WithPngText(
            TestPictures.Solid("#224488"),
            "parameters",
            $"{painting.Prompt} {InPicture}"
        );
        byte[] polyglot = [.. png, .. Encoding.ASCII.GetBytes($"<html>{InPicture}</html>")];
        return new([new PaintedPicture(polyglot, $"{painting.Prompt} {InPicture}")]);
    }

    /// <summary>One that is fetched, one whose look-up fails with the name in its message, one that is refused at the door.</summary>
    private static async Task UseAddressesAsync(ApiClient person)
    {
        var good = $"http://{InAddress}.example/{InAddress}.png?{InAddress}=1";
        Assert.That((await person.GenerateAsync(PictureApp.Body(good))).State, Is.EqualTo("succeeded"));
        var gone = await person.GenerateAsync(PictureApp.Body($"http://gone.{InAddress}.example/"));
        Assert.That(gone.At("problem", "code").GetString(), Is.EqualTo("picture-unreachable"));
        var wrong = await person.GenerateAsync(PictureApp.Body($"http://{InAddress}:{InAddress}@a.example/"));
        Assert.That(wrong.Text, Does.Not.Contain(InAddress));
    }

    private static string[] Lead(string host) =>
        host.StartsWith("gone.", StringComparison.Ordinal)
            ? throw new SocketException((int)SocketError.HostNotFound, $"No such host: {host}")
            : [FakeNetwork.Public.ToString()];

    /// <summary>Batch, template, remix, search, favourite and export, each with the marker.</summary>
    private static async Task UseAllRoutesAsync(ApiClient person, string parent)
    {
        var items = $$$$"""
            {"items":[
              {"kind":"text-to-prompt","idea":"a {{{{{InIdea}}}}|{{{{InIdea}}}} x} here","controls":{"variations":2}},
              {"kind":"text-to-prompt","parentId":"{{{{parent}}}}","swap":{"style":"{{{{InIdea}}}}"},"lock":["subjects"]},
              {"kind":"text-to-prompt","idea":"a {{{{{InIdea}}}}|b"}
            ]}
            """;
        var batch = await person.SendAsync(HttpMethod.Post, "generations/batch", items, ("Idempotency-Key", "m-1"));
        foreach (var item in batch.At("items").EnumerateArray().Take(2))
        {
            var end = await person.EndOfAsync(item.GetProperty("generation").GetProperty("id").GetString()!);
            Assert.That(end.State, Is.EqualTo("succeeded"), end.Text);
        }

        Assert.That(batch.At("items")[2].GetProperty("status").GetInt32(), Is.EqualTo(400));
        var labels = $$"""{"title":"{{InIdea}}","folder":"{{InIdea}}","note":"{{InIdea}}"}""";
        var kept = await person.SendAsync(HttpMethod.Post, $"generations/{parent}/favourite", labels);
        Assert.That(kept.Text, Does.Contain(InIdea));
        await person.SendAsync(HttpMethod.Put, $"favourites/{kept.Id}", labels);
        Assert.That(
            (await person.GetAsync($"generations?q={InIdea}")).At("generations").GetArrayLength(),
            Is.EqualTo(3)
        );
        Assert.That((await person.GetAsync($"favourites?folder={InIdea}")).Text, Does.Contain(InIdea));
        Assert.That(
            (await person.GetAsync($"favourites/export?format=csv&folder={InIdea}")).Text,
            Does.Contain(InIdea)
        );
    }

    private static StorageClients Storage() =>
        new(new ConfigurationManager { [StorageClients.Setting] = TestStorage.ConnectionString }, []);

    /// <returns>Places outside the partition, and the markers seen inside it.</returns>
    private static async Task<(List<string> Elsewhere, HashSet<string> Inside)> SearchTablesAsync(string account)
    {
        var (elsewhere, inside) = (new List<string>(), new HashSet<string>());
        var tables = Storage().Tables;
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                var texts = row.Select(p => p.Value is byte[] b ? Encoding.UTF8.GetString(b) : $"{p.Value}").ToList();
                foreach (var marker in Markers.Where(m => texts.Any(t => Contains(t, m))))
                {
                    if (table.Name == "users" && row.PartitionKey == account)
                    {
                        inside.Add(marker);
                    }
                    else
                    {
                        elsewhere.Add($"{table.Name}/{row.PartitionKey}/{row.RowKey}: {marker}");
                    }
                }
            }
        }

        return (elsewhere, inside);
    }

    private static async Task<List<string>> SearchBlobsAsync()
    {
        var found = new List<string>();
        var blobs = Storage().Blobs;
        var seen = 0;
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }))
            {
                seen++;
                var bytes = (await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                var text = Encoding.Latin1.GetString(bytes) + blob.Name + string.Join(' ', blob.Metadata.Values);
                found.AddRange(Markers.Where(m => Contains(text, m)).Select(m => $"{blob.Name}: {m}"));
            }
        }

        Assert.That(seen, Is.Positive, "an unused upload is there to be searched");
        return found;
    }

    private static bool Contains(string text, string marker) =>
        text.Contains(marker, StringComparison.OrdinalIgnoreCase);
}
