using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;

namespace AiPromptGen.Tests.Prompts.Recovery;

[TestFixture]
public sealed class StealthTextTests
{
    private readonly PictureIntake intake = new(IntakeLimits.Default, TimeProvider.System);

    [OneTimeTearDown]
    public void Dispose() => intake.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public async Task NovelAI_text_hidden_in_the_alpha_channel_comes_back_exactly(bool compressed)
    {
        const string comment = """{"prompt":"1girl, {{red umbrella}}, 傘","uc":"lowres","seed":1}""";
        var json = JsonSerializer.Serialize(new { Software = "NovelAI", Comment = comment });

        var found = await RecoverAsync(StealthPictures.Png(json, compressed));

        Assert.That(found?.Generator, Is.EqualTo(PromptGenerator.NovelAI));
        Assert.That((found!.Prompt, found.Negative), Is.EqualTo(("1girl, {{red umbrella}}, 傘", "lowres")));
    }

    [Test]
    public async Task Infotext_hidden_in_the_alpha_channel_comes_back_exactly()
    {
        var found = await RecoverAsync(StealthPictures.Png("a cat\nSteps: 20, Seed: 5, Size: 1x1", compressed: true));

        Assert.That((found?.Prompt, found?.Generator), Is.EqualTo(("a cat", PromptGenerator.A1111)));
    }

    [TestCase("stealth_pngcomp", 80, "\u001F\u008Bnot gzip")]
    [TestCase("stealth_pngcomp", uint.MaxValue, "x")]
    [TestCase("stealth_pnginfo", 1u << 30, "x")]
    [TestCase("stealth_pnginfo", 16, "{}")]
    [TestCase("stealth_rgbinfo", 16, "{}")]
    public async Task Broken_hidden_text_is_no_prompt(string signature, long bits, string payload)
    {
        var png = StealthPictures.Png(signature, (uint)bits, Encoding.Latin1.GetBytes(payload));

        Assert.That(await RecoverAsync(png), Is.Null);
    }

    [Test]
    public async Task A_bomb_in_the_alpha_channel_is_no_prompt()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[4 * 1024 * 1024]);
        }

        var png = StealthPictures.Png("stealth_pngcomp", (uint)packed.Length * 8, packed.ToArray());

        Assert.That(await RecoverAsync(png), Is.Null);
    }

    private async Task<RecoveredPrompt?> RecoverAsync(byte[] picture)
    {
        var result = await intake.TakeAsync(picture, CancellationToken.None);
        Assert.That(result, Is.InstanceOf<IntakeResult.Accepted>());
        return ((IntakeResult.Accepted)result).Metadata.Prompt;
    }
}
