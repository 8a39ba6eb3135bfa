using System.Net;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class BatchTests
{
    [Test, Property("Promise", "P14")]
    public async Task Fifty_items_are_fifty_generations_with_the_usual_limits()
    {
        using var person = await ApiClient.NewAsync();
        await person.GetAsync("account");

        var items = (await BatchAsync(person, "b-1", [.. Enumerable.Range(0, 50).Select(Item)]))
            .EnumerateArray()
            .ToList();

        Assert.That(items.Select(i => i.GetProperty("index").GetInt32()), Is.EqualTo(Enumerable.Range(0, 50)));
        Assert.That(items.Select(Status), Is.All.AnyOf(200, 202), items[^1].GetRawText());
        var ids = items.ConvertAll(Id);
        Assert.That(ids, Is.Unique);
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            var end = await person.EndOfAsync(id);
            Assert.That(end.State, Is.EqualTo("succeeded"), end.Text);
            Assert.That(end.At("idea").GetString(), Is.EqualTo($"a fox number {index}"));
        }

        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task The_same_batch_again_makes_nothing_twice_and_goes_on_where_it_stopped()
    {
        using var person = await ApiClient.NewAsync();
        var first = (await BatchAsync(person, "b-2", Item(0), Item(1), "{}")).EnumerateArray().Select(Id).ToList();

        var items = (await BatchAsync(person, "b-2", Item(0), Item(7), Item(2))).EnumerateArray().ToList();

        Assert.That(Id(items[0]), Is.EqualTo(first[0]));
        Assert.That((Status(items[1]), Code(items[1])), Is.EqualTo((422, "idempotency-key-reused")));
        Assert.That(Id(items[2]), Is.Not.Empty, "an item that was turned down can be sent again");
        var single = await person.GenerateAsync(Item(0), "b-2#0");
        Assert.That(single.Id, Is.EqualTo(first[0]), "the item's key is a key like any other");
        await person.EndOfAsync(Id(items[2]));
        await person.EndOfAsync(first[1]);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(47));
    }

    [Test]
    public async Task A_bad_item_has_its_own_problem_and_spoils_no_other()
    {
        using var person = await ApiClient.NewAsync();
        string[] bad =
        [
            "{}",
            "7",
            "null",
            """{"kind":"text-to-prompt","idea":""}""",
            """{"kind":"text-to-prompt","idea":"a {b|c"}""",
            """{"kind":"text-to-prompt","idea":"a","price":0}""",
            """{"kind":"image-to-prompt","source":{"uploadId":"00000000000000000000000000"}}""",
            """{"kind":"text-to-prompt","parentId":"00000000000000000000000000"}""",
        ];

        var items = (await BatchAsync(person, "b-3", [Item(0), .. bad, Item(1)])).EnumerateArray().ToList();

        Assert.That(Status(items[0]), Is.AnyOf(200, 202));
        Assert.That(Status(items[^1]), Is.AnyOf(200, 202));
        Assert.That(items[1..^1].Select(Status), Is.EqualTo(new[] { 400, 400, 400, 400, 400, 400, 404, 404 }));
        Assert.That(
            items[1..^1].Select(Code),
            Is.EqualTo(
                new[]
                {
                    "json-invalid",
                    "json-invalid",
                    "request-invalid",
                    "request-invalid",
                    "request-invalid",
                    "json-invalid",
                    "upload-not-found",
                    "parent-not-found",
                }
            )
        );
        Assert.That(
            items[5].GetProperty("problem").GetProperty("errors")[0].GetProperty("code").GetString(),
            Is.EqualTo("template-unclosed")
        );
        await person.EndOfAsync(Id(items[0]));
        await person.EndOfAsync(Id(items[^1]));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(48));
    }

    [Test]
    public async Task Without_credits_the_items_say_so()
    {
        using var person = await ApiClient.NewAsync();
        foreach (
            var id in (await BatchAsync(person, "b-4", [.. Enumerable.Range(0, 50).Select(Item)]))
                .EnumerateArray()
                .Select(Id)
        )
        {
            await person.EndOfAsync(id);
        }

        var items = (await BatchAsync(person, "b-5", Item(0), Item(1))).EnumerateArray().ToList();

        Assert.That(items.Select(i => (Status(i), Code(i))), Is.All.EqualTo((402, "insufficient-credits")));
    }

    [TestCase("""{"items":[]}""", "request-invalid")]
    [TestCase("""{"items":null}""", "json-invalid")]
    [TestCase("""{}""", "json-invalid")]
    [TestCase("""[]""", "json-invalid")]
    [TestCase("""{"items":[],"kind":"text-to-prompt"}""", "json-invalid")]
    [TestCase("51", "request-invalid")]
    public async Task A_bad_list_is_told(string body, string code)
    {
        using var person = await ApiClient.NewAsync();
        body = body == "51" ? Body([.. Enumerable.Range(0, 51).Select(Item)]) : body;

        var answer = await person.SendAsync(HttpMethod.Post, "generations/batch", body, ("Idempotency-Key", "b-6"));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, code)), answer.Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [Test]
    public async Task A_batch_needs_a_key()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(HttpMethod.Post, "generations/batch", Body([Item(0)]));

        Assert.That(answer.Code, Is.EqualTo("idempotency-key-missing"));
    }

    private static async Task<JsonElement> BatchAsync(ApiClient person, string key, params string[] items)
    {
        var answer = await person.SendAsync(
            HttpMethod.Post,
            "generations/batch",
            Body(items),
            ("Idempotency-Key", key)
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted), answer.Text);
        return answer.At("items");
    }

    private static string Item(int number) =>
        $$"""{"kind":"text-to-prompt","idea":"a fox number {{number}}","targets":["flux"]}""";

    private static string Body(string[] items) => $$"""{"items":[{{string.Join(',', items)}}]}""";

    private static int Status(JsonElement item) => item.GetProperty("status").GetInt32();

    private static string Id(JsonElement item) =>
        item.TryGetProperty("generation", out var made) ? made.GetProperty("id").GetString()! : "";

    private static string Code(JsonElement item) => item.GetProperty("problem").GetProperty("code").GetString()!;
}
