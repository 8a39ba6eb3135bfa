using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>What a page needs to show a painted picture: its size in advance, a small copy, and links that a cache can keep.</summary>
[TestFixture]
internal sealed class ResultLinkTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Test]
    public async Task A_picture_has_its_size_a_thumbnail_and_for_five_minutes_the_same_links()
    {
        var fake = FakePainter.Giving(TestPictures.Solid("#204060", 900, 300));
        var time = new ShiftedTime();
        // A minute after links have changed, and early enough that none is made for a time to come.
        time.Advance(TimeSpan.FromMinutes(1) - Step - TimeSpan.FromTicks(time.GetUtcNow().Ticks % Step.Ticks));
        await using var app = await TestApp.StartAsync("ResultLinks", fake.AddTo, time, FakePainter.Routes);
        using var person = await ApiClient.NewAsync(app.Address);
        var made = await person.GenerateAsync("""{"kind":"text-to-image","idea":"a heron"}""");
        var first = made.At("result", "images")[0];

        time.Advance(TimeSpan.FromMinutes(2));
        var same = (await person.GetAsync($"generations/{made.Id}")).At("result", "images")[0];
        time.Advance(TimeSpan.FromMinutes(3));
        var fresh = (await person.GetAsync($"generations/{made.Id}")).At("result", "images")[0];

        Assert.That(first.GetProperty("width").GetInt32(), Is.EqualTo(900));
        Assert.That(first.GetProperty("height").GetInt32(), Is.EqualTo(300));
        Assert.That(same.GetRawText(), Is.EqualTo(first.GetRawText()));
        Assert.That(Text(fresh, "url"), Is.Not.EqualTo(Text(first, "url")));
        using var anybody = new HttpClient();
        var small = await anybody.GetByteArrayAsync(new Uri(Text(fresh, "thumbnailUrl")));
        using var picture = NetVips.Image.NewFromBuffer(small);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((640, 213)));
    }

    private static string Text(System.Text.Json.JsonElement image, string name) => image.GetProperty(name).GetString()!;
}
