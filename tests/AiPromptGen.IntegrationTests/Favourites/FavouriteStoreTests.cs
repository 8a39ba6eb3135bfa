using System.Net;
using AiPromptGen.Favourites;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Prompts;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Favourites;

[TestFixture]
internal sealed class FavouriteStoreTests
{
    [Test, Property("Promise", "P14")]
    public async Task An_account_keeps_a_thousand_and_exports_them_all()
    {
        await using var app = await TestApp.StartAsync("Favourites");
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var users = app.Services.GetRequiredService<StorageClients>().Users;
        foreach (var chunk in Enumerable.Range(1, FavouriteStore.MaxFavourites - 1).Chunk(100))
        {
            await users.SubmitTransactionAsync(
                chunk.Select(n => new TableTransactionAction(
                    TableTransactionActionType.Add,
                    new Favourite
                    {
                        Account = account,
                        Id = $"{n:D10}0000000000000000",
                        Folder = n % 2 == 0 ? "even" : "",
                        Title = $"fox {n}",
                        Targets = ["flux"],
                        Prompt = new StructuredPrompt { Title = $"fox {n}" },
                        CreatedAt = TimeProvider.System.GetUtcNow(),
                    }.ToRow()
                ))
            );
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        const string Body = """{"prompt":{"title":"the last one"},"targets":["flux"]}""";
        var last = await person.SendAsync(HttpMethod.Post, "favourites", Body);
        TestContext.Out.WriteLine($"A {watch.Elapsed}");
        var more = await person.SendAsync(HttpMethod.Post, "favourites", Body);
        var export = await person.GetAsync("favourites/export?format=csv");
        TestContext.Out.WriteLine($"B {watch.Elapsed}");
        var folder = await person.GetAsync("favourites/export?format=csv&folder=even");

        Assert.That(last.Status, Is.EqualTo(HttpStatusCode.Created), last.Text);
        Assert.That((more.Status, more.Code), Is.EqualTo((HttpStatusCode.Conflict, "favourites-full")));
        Assert.That(export.Text.Split("\r\n"), Has.Length.EqualTo(1 + FavouriteStore.MaxFavourites + 1));
        Assert.That(folder.Text.Split("\r\n"), Has.Length.EqualTo(1 + 499 + 1));
        await person.DeleteAsync($"favourites/{last.Id}");
        Assert.That(
            (await person.SendAsync(HttpMethod.Post, "favourites", Body)).Status,
            Is.EqualTo(HttpStatusCode.Created)
        );
    }
}
