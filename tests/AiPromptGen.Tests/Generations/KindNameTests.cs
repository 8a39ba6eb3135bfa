using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Tests.Platform;

namespace AiPromptGen.Tests.Generations;

/// <summary>Kinds of generations in the names of settings, which cannot have a hyphen on App Service.</summary>
[TestFixture]
public sealed class KindNameTests
{
    [TestCase("TextToPrompt", "text-to-prompt")]
    [TestCase("ImageToPrompt", "image-to-prompt")]
    [TestCase("TextToImage", "text-to-image")]
    [TestCase("text-to-prompt", "text-to-prompt")]
    public void A_kind_is_known_with_and_without_hyphens(string written, string kind)
    {
        var options = new GenerationOptions();
        options.Routes[written] = [new ModelRoute { Model = "one" }];

        GenerationOptions.NameKinds(options);

        Assert.That(options.Routes.Keys, Is.EqualTo(new[] { kind }));
        Assert.That(options.Routes[kind].Single().Model, Is.EqualTo("one"));
    }

    [TestCase("TextToPrompt", true)]
    [TestCase("text_to_prompt", false)]
    [TestCase("TextToVideo", false)]
    public void The_program_starts_with_a_kind_that_there_is(string written, bool starts)
    {
        var settings = SettingsSampleTests.Sample();
        foreach (
            var (key, value) in settings
                .Where(s => s.Key.Contains(":text-to-prompt:", StringComparison.Ordinal))
                .ToList()
        )
        {
            settings.Remove(key);
            settings[key.Replace("text-to-prompt", written, StringComparison.Ordinal)] = value;
        }

        Assert.That(() => SettingsSampleTests.Start(settings), starts ? Throws.Nothing : Throws.Exception);
    }

    /// <summary>The two spellings could set different prices, and the program must not guess which one is meant.</summary>
    [Test]
    public void A_kind_written_in_both_ways_is_refused()
    {
        var settings = SettingsSampleTests.Sample();
        settings["Generations:Routes:TextToPrompt:0:Provider"] = "embedded";
        settings["Generations:Routes:TextToPrompt:0:Model"] = "idea-1";

        Assert.That(
            () => SettingsSampleTests.Start(settings),
            Throws.Exception.With.Message.Contains("TextToPrompt is no kind")
        );
    }
}
