using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>The curated examples, as a visitor without an account sees them.</summary>
[TestFixture]
internal sealed class ExamplesTests
{
    private static async Task<ApiClient> NobodyAsync() => new(await SharedApp.AddressAsync());

    private static IEnumerable<string> Ids(Answer answer) =>
        answer.At("examples").EnumerateArray().Select(example => example.GetProperty("id").GetString()!);

    [Test, Property("Promise", "P7")]
    public async Task Every_example_is_on_one_page_and_comes_with_its_prompts()
    {
        using var nobody = await NobodyAsync();
        var (seen, cursor) = (new List<string>(), (string?)"");
        while (cursor is not null)
        {
            var page = await nobody.GetAsync($"examples?limit=25{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.Text);
            foreach (var example in page.At("examples").EnumerateArray())
            {
                var targets = example.GetProperty("targets").EnumerateArray().Select(target => target.GetString());
                var renderings = example
                    .GetProperty("renderings")
                    .EnumerateObject()
                    .Select(rendering => rendering.Name);
                Assert.That(renderings, Is.EqualTo(targets));
            }

            seen.AddRange(Ids(page));
            cursor = page.Json.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }

        Assert.That(seen, Has.Count.AtLeast(60).And.Unique);
    }

    [Test]
    public async Task Search_tag_and_target_narrow_the_list()
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.GetAsync("examples?q=FOX&tag=animal&target=sdxl");

        Assert.That(Ids(answer), Does.Contain("snow-fox"));
        Assert.That(answer.At("total").GetInt32(), Is.EqualTo(Ids(answer).Count()));
        Assert.That(answer.At("tags", "animal").GetInt32(), Is.Positive);
        foreach (var example in answer.At("examples").EnumerateArray())
        {
            Assert.That(
                example.GetProperty("renderings").EnumerateObject().Select(rendering => rendering.Name),
                Is.EqualTo(new[] { "sdxl" })
            );
        }
    }

    [Test]
    public async Task One_example_has_its_structured_prompt()
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.GetAsync("examples/snow-fox");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That(answer.At("prompt", "subjects").GetArrayLength(), Is.EqualTo(1));
        Assert.That(
            answer.At("renderings", "midjourney", "prompt").GetString(),
            Does.Contain("red fox").And.EndWith("--no people")
        );
    }

    [TestCase("examples")]
    [TestCase("examples?q=fox&limit=2")]
    [TestCase("examples/snow-fox")]
    public async Task Who_has_it_already_gets_304(string path)
    {
        using var nobody = await NobodyAsync();
        var tag = (await nobody.GetAsync(path)).Headers.ETag!.ToString();

        var again = await nobody.SendAsync(HttpMethod.Get, path, (string?)null, ("If-None-Match", tag));

        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(again.Text, Is.Empty);
    }

    [TestCase("examples?target=paint", "target-unknown")]
    [TestCase("examples?cursor=nobody-gave-it", "cursor-invalid")]
    [TestCase("examples?limit=0", "limit-invalid")]
    [TestCase("examples?limit=101", "limit-invalid")]
    [TestCase("examples?colour=red", "query-unknown")]
    [TestCase("examples?q=a&q=b", "query-repeated")]
    [TestCase("examples/snow-fox?q=a", "query-unknown")]
    public async Task A_bad_query_is_told(string path, string code)
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.GetAsync(path);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(
            answer.At("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Does.Contain(code)
        );
    }

    [TestCase("q", 200)]
    [TestCase("tag", 100)]
    public async Task A_search_has_a_length(string parameter, int most)
    {
        using var nobody = await NobodyAsync();

        Assert.That(
            (await nobody.GetAsync($"examples?{parameter}={new string('a', most)}")).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
        Assert.That(
            (await nobody.GetAsync($"examples?{parameter}={new string('a', most + 1)}")).Status,
            Is.EqualTo(HttpStatusCode.BadRequest)
        );
    }

    [TestCase("%FF%FE")]
    [TestCase("%ED%A0%80")]
    [TestCase("%00")]
    [TestCase("%E2%80%AE")]
    [TestCase("..%2F..%2Fetc")]
    public async Task Odd_bytes_find_nothing_and_break_nothing(string odd)
    {
        using var nobody = await NobodyAsync();

        Assert.That((await nobody.GetAsync($"examples?q=fox{odd}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await nobody.GetAsync($"examples/{odd}")).Status,
            Is.EqualTo(HttpStatusCode.NotFound).Or.EqualTo(HttpStatusCode.BadRequest)
        );
    }

    [Test, Property("Promise", "P8")]
    public async Task What_people_generate_never_shows_up()
    {
        using var person = await ApiClient.NewAsync();
        await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a zyxwvut marker in a garden"}""");

        Assert.That((await person.GetAsync("examples?q=zyxwvut")).At("total").GetInt32(), Is.Zero);
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
        {
            var answer = await person.SendAsync(method, "examples", """{"id":"mine"}""");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound).Or.EqualTo(HttpStatusCode.MethodNotAllowed));
        }
    }
}
