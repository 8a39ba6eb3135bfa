using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class HistoryTests
{
    [Test, Property("Promise", "P12")]
    public async Task History_is_newest_first_page_by_page()
    {
        using var person = await ApiClient.NewAsync();
        var ids = new List<string>();
        foreach (var subject in new[] { "owl", "oak", "oar", "orb", "ore" })
        {
            ids.Add((await person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":"an {{subject}}"}""")).Id);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await person.GetAsync($"generations?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.Text);
            seen.AddRange(page.At("generations").EnumerateArray().Select(g => g.GetProperty("id").GetString()!));
            cursor = page.Json.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        } while (cursor is not null);

        ids.Reverse();
        Assert.That(seen, Is.EqualTo(ids));
    }

    [Test]
    public async Task History_can_be_limited_to_a_kind()
    {
        using var person = await ApiClient.NewAsync();
        await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"an owl"}""");

        var texts = await person.GetAsync("generations?kind=text-to-prompt");
        var pictures = await person.GetAsync("generations?kind=image-to-prompt");

        Assert.That(texts.At("generations").GetArrayLength(), Is.EqualTo(1));
        Assert.That(pictures.At("generations").GetArrayLength(), Is.Zero);
    }

    [Test, Property("Promise", "P8")]
    public async Task What_is_another_accounts_is_not_there()
    {
        using var mine = await ApiClient.NewAsync();
        using var other = await ApiClient.NewAsync();
        var id = (await mine.GenerateAsync("""{"kind":"text-to-prompt","idea":"my secret garden"}""")).Id;

        Assert.That((await other.GetAsync("generations")).At("generations").GetArrayLength(), Is.Zero);
        foreach (
            var answer in new[]
            {
                await other.GetAsync($"generations/{id}"),
                await other.GetAsync($"generations/{id}/events"),
                await other.DeleteAsync($"generations/{id}"),
            }
        )
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(answer.Code, Is.EqualTo("generation-not-found"));
        }

        Assert.That((await mine.GetAsync($"generations/{id}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_deleted_generation_is_gone_and_its_charge_stays_in_the_ledger()
    {
        using var person = await ApiClient.NewAsync();
        var id = (await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"an owl"}""")).Id;

        Assert.That((await person.DeleteAsync($"generations/{id}")).Status, Is.EqualTo(HttpStatusCode.NoContent));

        Assert.That((await person.GetAsync($"generations/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await person.DeleteAsync($"generations/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -1, 50 }));
    }
}
