using System.Net;
using System.Text;
using System.Text.Json;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>Text-to-image at the HTTP contract: what is painted, shown, charged, and who can see it.</summary>
[TestFixture]
internal sealed class PaintingTests
{
    private const string Two =
        """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"],"controls":{"variations":2,"aspectRatio":"3:2"}}""";
    private const string One = """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"]}""";

    private static readonly HttpClient Anybody = new();

    [Test, Property("Promise", "P3"), Property("Promise", "P9"), Property("Promise", "P10"), Property("Promise", "P12")]
    public async Task Pictures_come_by_links_that_anybody_can_read_for_minutes()
    {
        var png = TestPictures.WithPngText(TestPictures.Gradient("#102040", "#F08030"), "parameters", "xanthoria");
        byte[] polyglot = [.. png, .. Encoding.ASCII.GetBytes("<script>xanthoria</script>")];
        var fake = FakePainter.Giving(polyglot, TestPictures.Solid("#204060", format: ".jpg"));
        await using var app = await StartAsync("Painting", fake);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(Two);

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.EqualTo(8));
        Assert.That(answer.At("route", "model").GetString(), Is.EqualTo("p-1"));
        Assert.That(answer.At("result", "prompt", "subjects").GetArrayLength(), Is.Positive);
        Assert.That(answer.At("result", "renderings", "flux", "prompt").GetString(), Does.Contain("heron"));
        var images = answer.At("result", "images").EnumerateArray().ToList();
        Assert.That(images.Select(RevisedOf), Is.EqualTo(new[] { "a heron, number 0", "a heron, number 1" }));
        var first = await Anybody.GetAsync(LinkOf(images[0]));
        Assert.That(first.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
        Assert.That(
            first.Content.Headers.ContentDisposition!.ToString(),
            Is.EqualTo($"inline; filename=\"{answer.Id}-1.png\"")
        );
        var body = Encoding.Latin1.GetString(await first.Content.ReadAsByteArrayAsync());
        Assert.That(body, Does.Not.Contain("xanthoria").And.Not.Contain("<script"));
        var second = await Anybody.GetAsync(LinkOf(images[1]));
        Assert.That(second.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/jpeg"));

        var sent = fake.Last!.Painting!;
        Assert.That((sent.Target.Id, sent.Count, sent.Ratio!.Width), Is.EqualTo(("gpt-image", 2, 3)));
        var account = (await person.GetAsync("account")).Id;
        Assert.That(fake.Last.ToString(), Does.Not.Contain(account).And.Not.Contain(person.Email));
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -8, 50 }));
    }

    [Test, Property("Promise", "P8"), Property("Promise", "P24")]
    public async Task A_link_reads_its_own_picture_and_nothing_else()
    {
        await using var app = await StartAsync("PaintingLinks", FakePainter.Painting());
        using var person = await ApiClient.NewAsync(app.Address);
        using var other = await ApiClient.NewAsync(app.Address);
        var answer = await person.GenerateAsync(Two);
        var link = LinkOf(answer.At("result", "images")[0]).ToString();

        Assert.That(await StatusAsync(link), Is.EqualTo(HttpStatusCode.OK));
        string[] tampered =
        [
            link.Replace($"{answer.Id}/1?", $"{answer.Id}/2?", StringComparison.Ordinal),
            link.Replace("sp=r", "sp=rw", StringComparison.Ordinal),
            link.Replace("&se=2", "&se=3", StringComparison.Ordinal),
            link.Replace("&sr=b", "&sr=c", StringComparison.Ordinal),
            link + "&rsct=text%2Fhtml",
            link.Split('?')[0],
        ];
        foreach (var bad in tampered)
        {
            Assert.That(bad, Is.Not.EqualTo(link));
            Assert.That(await StatusAsync(bad), Is.AnyOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound), bad);
        }

        var container =
            link[..link.IndexOf("/results/", StringComparison.Ordinal)] + "/results?restype=container&comp=list&";
        Assert.That(await StatusAsync(container + link.Split('?')[1]), Is.EqualTo(HttpStatusCode.Forbidden));
        using var delete = new HttpRequestMessage(HttpMethod.Delete, link);
        Assert.That((await Anybody.SendAsync(delete)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await other.GetAsync($"generations/{answer.Id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await other.GetAsync("generations")).Text, Does.Not.Contain("/results/"));
        Assert.That((await person.GetAsync("generations")).Text, Does.Contain("/results/"), "in lists too");
    }

    [Test, Property("Promise", "P12")]
    public async Task A_link_stops_working_and_the_next_answer_has_a_fresh_one()
    {
        var time = new ShiftedTime();
        await using var app = await StartAsync("PaintingEnds", FakePainter.Painting(), time);
        using var person = await ApiClient.NewAsync(app.Address);
        var id = (await person.GenerateAsync(One)).Id;

        // As answered a quarter of an hour ago.
        time.Advance(TimeSpan.FromMinutes(-16));
        await person.SignInAsync(person.Email);
        var old = (await person.GetAsync($"generations/{id}")).At("result", "images")[0];
        time.Advance(TimeSpan.FromMinutes(16));
        await person.SignInAsync(person.Email);
        var fresh = (await person.GetAsync($"generations/{id}")).At("result", "images")[0];

        Assert.That(await StatusAsync(LinkOf(old).ToString()), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StatusAsync(LinkOf(fresh).ToString()), Is.EqualTo(HttpStatusCode.OK));
        var left = fresh.GetProperty("expiresAt").GetDateTimeOffset() - time.GetUtcNow();
        Assert.That(left, Is.InRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15)));
    }

    [Test, Property("Promise", "P15"), Property("Promise", "P11")]
    public async Task Fewer_pictures_cost_less()
    {
        var fake = FakePainter.Giving(TestPictures.Solid("#204060"), "<html>no</html>"u8.ToArray());
        await using var app = await StartAsync("PaintingFewer", fake);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(
            """{"kind":"text-to-image","idea":"a heron","controls":{"variations":3}}"""
        );

        Assert.That(answer.At("result", "images").GetArrayLength(), Is.EqualTo(1));
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.EqualTo(4));
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved), Is.EqualTo((46L, 0L)));
        var remains = await AccountRemains.ReadAsync(app, new AccountId((await person.GetAsync("account")).Id));
        Assert.That(remains.Results, Has.Count.EqualTo(2), "the picture and its thumbnail");
    }

    [Test, Property("Promise", "P15")]
    public async Task A_picture_that_nobody_can_read_costs_nothing()
    {
        var fake = FakePainter.Giving("<html>no</html>"u8.ToArray(), TestPictures.Solid("#204060")[..70]);
        var time = Clock.New();
        await using var app = await StartAsync("PaintingUnreadable", fake, time);
        using var person = await ApiClient.NewAsync(app.Address);
        var answer = await person.GenerateAsync(Two, wait: 0);

        await time.RunUntilAsync(async () =>
        {
            answer = await person.GetAsync($"generations/{answer.Id}");
            return answer.State is not ("queued" or "running");
        });

        Assert.That(answer.State, Is.EqualTo("failed"), answer.Text);
        Assert.That(answer.At("problem", "code").GetString(), Is.EqualTo("provider-unavailable"));
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Available, credits.Entries.Count), Is.EqualTo((50L, 50L, 1)));
        var remains = await AccountRemains.ReadAsync(app, new AccountId((await person.GetAsync("account")).Id));
        Assert.That(remains.Results, Is.Empty);
    }

    [Test, Property("Promise", "P14")]
    public async Task What_cannot_be_paid_for_all_pictures_is_told_at_once()
    {
        await using var app = await StartAsync(
            "PaintingPrice",
            FakePainter.Painting(),
            null,
            "Credits:SignUpCredits=7"
        );
        using var person = await ApiClient.NewAsync(app.Address);

        var two = await person.GenerateAsync(Two, wait: 0);

        Assert.That((two.Status, two.Code), Is.EqualTo((HttpStatusCode.PaymentRequired, "insufficient-credits")));
        Assert.That(two.Text, Does.Contain("needs 8 credits"));
        Assert.That((await person.GenerateAsync(One)).State, Is.EqualTo("succeeded"));
        var five = """{"kind":"text-to-image","idea":"a heron","controls":{"variations":5}}""";
        Assert.That((await person.GenerateAsync(five, wait: 0)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test, Property("Promise", "P11")]
    public async Task A_better_picture_costs_more_and_a_remix_takes_the_price_on()
    {
        await using var app = await StartAsync(
            "PaintingQuality",
            FakePainter.Painting(),
            null,
            "Generations:Routes:text-to-image:0:Pictures:0:Quality=high",
            "Generations:Routes:text-to-image:0:Pictures:0:PriceCredits=9",
            "Generations:Routes:text-to-image:0:Pictures:1:Quality=high",
            "Generations:Routes:text-to-image:0:Pictures:1:MostPixels=1048576",
            "Generations:Routes:text-to-image:0:Pictures:1:PriceCredits=7"
        );
        using var person = await ApiClient.NewAsync(app.Address);

        var usual = await person.GenerateAsync(One);
        var high = await person.GenerateAsync(
            """{"kind":"text-to-image","idea":"a heron in the reeds","controls":{"quality":"high","aspectRatio":"1:1"}}"""
        );
        var remix = await person.GenerateAsync(
            $$$"""{"kind":"text-to-image","parentId":"{{{high.Id}}}","swap":{"aspectRatio":"3:2"}}"""
        );

        Assert.That(usual.At("credits", "charged").GetInt64(), Is.EqualTo(4));
        Assert.That(high.At("credits", "charged").GetInt64(), Is.EqualTo(7), "of what was reserved the rest came back");
        Assert.That(remix.At("credits", "charged").GetInt64(), Is.EqualTo(9), remix.Text);
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -9, -7, -4, 50 }));
        using var anybody = new ApiClient(app.Address);
        var kinds = (await anybody.GetAsync("catalog")).At("kinds").EnumerateArray();
        var kind = kinds.Single(k => k.GetProperty("kind").GetString() == "text-to-image");
        Assert.That(kind.GetProperty("maxPriceCredits").GetInt64(), Is.EqualTo(9));
        Assert.That(kind.GetProperty("images").GetProperty("usualQuality").GetString(), Is.EqualTo("medium"));
        var price = kind.GetProperty("routes")[0].GetProperty("pictures")[1];
        Assert.That(price.GetProperty("maxPixels").GetInt32(), Is.EqualTo(1_048_576));
        Assert.That(price.GetProperty("priceCredits").GetInt32(), Is.EqualTo(7));
    }

    [Test, Property("Promise", "P14")]
    public async Task A_revised_prompt_is_looked_at_and_its_pictures_are_not_kept()
    {
        var image = TestPictures.Solid("#204060");
        var fake = new FakeProvider(
            (_, _) =>
                Task.FromResult<ProviderResult>(
                    new ProviderResult.Painted([new PaintedPicture(image, "a nude child at the sea")])
                )
        );
        await using var app = await StartAsync("PaintingRefused", fake);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(One);

        Assert.That(answer.State, Is.EqualTo("refused"), answer.Text);
        Assert.That(answer.At("safety", "stage").GetString(), Is.EqualTo("output"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
        var remains = await AccountRemains.ReadAsync(app, new AccountId((await person.GetAsync("account")).Id));
        Assert.That(remains.Results, Is.Empty);
    }

    [Test]
    public async Task A_remix_and_a_template_are_painted()
    {
        var fake = FakePainter.Painting();
        await using var app = await StartAsync("PaintingRemix", fake);
        using var person = await ApiClient.NewAsync(app.Address);
        var parent = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a heron in the reeds"}""");

        var remix = await person.GenerateAsync(
            $$$"""{"kind":"text-to-image","parentId":"{{{parent.Id}}}","lock":["subjects"],"swap":{"mood":"gloomy"}}"""
        );

        Assert.That(remix.State, Is.EqualTo("succeeded"), remix.Text);
        Assert.That(fake.Last!.Painting!.Prompt, Does.Contain("heron").IgnoreCase.And.Contain("gloomy").IgnoreCase);
        Assert.That(remix.At("result", "prompt", "parentId").GetString(), Is.EqualTo(parent.Id));
        var template = await person.GenerateAsync(
            """{"kind":"text-to-image","idea":"a {heron|heron} in the reeds","controls":{"variations":3}}"""
        );
        Assert.That(template.At("result", "images").GetArrayLength(), Is.EqualTo(3));
        Assert.That(fake.Last.Painting!.Prompt, Does.Not.Contain("{"));
    }

    [Test]
    public async Task The_catalog_tells_what_can_be_asked_of_a_painter()
    {
        await using var app = await StartAsync("PaintingCatalog", FakePainter.Painting());
        using var anybody = new ApiClient(app.Address);

        var kinds = (await anybody.GetAsync("catalog")).At("kinds").EnumerateArray();

        var kind = kinds.Single(k => k.GetProperty("kind").GetString() == "text-to-image");
        Assert.That(kind.GetProperty("maxPriceCredits").GetInt64(), Is.EqualTo(4));
        Assert.That(kind.GetProperty("routes")[0].GetProperty("target").GetString(), Is.EqualTo("gpt-image"));
        var images = kind.GetProperty("images");
        Assert.That(images.GetProperty("maxCount").GetInt32(), Is.EqualTo(4));
        var size = images.GetProperty("targets")[0].GetProperty("sizes")[1];
        Assert.That(size.GetProperty("ratio").GetString(), Is.EqualTo("3:2"));
        Assert.That(size.GetProperty("pixels").GetString(), Is.EqualTo("1536x1024"));
    }

    private static Task<TestApp> StartAsync(
        string hub,
        FakeProvider fake,
        TimeProvider? time = null,
        params string[] settings
    ) => TestApp.StartAsync(hub, fake.AddTo, time, [.. FakePainter.Routes, .. settings]);

    private static Uri LinkOf(JsonElement image) => new(image.GetProperty("url").GetString()!);

    private static string? RevisedOf(JsonElement image) => image.GetProperty("revisedPrompt").GetString();

    private static async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var response = await Anybody.GetAsync(new Uri(address));
        return response.StatusCode;
    }
}
