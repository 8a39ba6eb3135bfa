namespace AiPromptGen.Tests.Infrastructure;

/// <summary>Parameters decide what judges contents: a Content Safety service, and a filter on the deployments of models.</summary>
[TestFixture]
public sealed class ModerationTemplateTests
{
    private const string Account = "Microsoft.CognitiveServices/accounts";
    private const string Deployment = "Microsoft.CognitiveServices/accounts/deployments";
    private const string Filter = "Microsoft.CognitiveServices/accounts/raiPolicies";

    [Test]
    public void Nobody_judges_and_the_service_filters_as_it_likes_unless_it_is_asked_for()
    {
        foreach (var environment in Templates.All)
        {
            Assert.That(environment.All(Account).Select(a => a.At("kind").GetString()), Is.EqualTo(new[] { "OpenAI" }));
            Assert.That(environment.All(Filter), Is.Empty);
            Assert.That(environment.Settings().Keys, Has.None.EqualTo("Moderation:Provider"));
        }
    }

    [Test]
    public void The_classifier_is_a_service_of_its_own_that_the_app_is_told_of()
    {
        var classifier = Templates.Judged.All(Account).Single(a => a.At("kind").GetString() == "ContentSafety");
        var settings = Templates.Judged.Settings();

        Assert.That(settings["Moderation:Provider"], Is.EqualTo("azure-content-safety"));
        Assert.That(
            settings["Moderation:Endpoint"],
            Is.EqualTo(
                $"https://{classifier.At("properties.customSubDomainName").GetString()}.cognitiveservices.azure.com"
            )
        );
        Assert.That(settings.Keys, Does.Contain("Moderation:ClientId").And.Not.Contain("Moderation:ApiKey"));
    }

    /// <summary>
    /// As the vendor lists them (learn.microsoft.com/azure/foundry/openai/concepts/content-filter): four kinds of harm in what is
    /// sent and in what comes, and attempts to talk the model out of its instructions.
    /// </summary>
    [Test]
    public void A_filter_of_our_own_refuses_each_kind_of_harm_on_both_ways_on_each_deployment()
    {
        var filter = Templates.Judged.Only(Filter);
        var parts = filter.At("properties.contentFilters").EnumerateArray().ToList();

        Assert.That(
            parts.Select(p => $"{p.GetProperty("source").GetString()} {p.GetProperty("name").GetString()}"),
            Is.EquivalentTo(
                new[]
                {
                    "Prompt Hate",
                    "Prompt Selfharm",
                    "Prompt Sexual",
                    "Prompt Violence",
                    "Prompt Jailbreak",
                    "Completion Hate",
                    "Completion Selfharm",
                    "Completion Sexual",
                    "Completion Violence",
                }
            )
        );
        Assert.That(
            parts.Select(p => p.GetProperty("blocking").GetBoolean() && p.GetProperty("enabled").GetBoolean()),
            Is.All.True
        );
        Assert.That(
            parts
                .Where(p => p.TryGetProperty("severityThreshold", out _))
                .Select(p => p.GetProperty("severityThreshold").GetString()),
            Is.All.EqualTo("Low").And.Exactly(8).Items
        );
        Assert.That(
            Templates.Judged.All(Deployment).Select(d => d.At("properties.raiPolicyName").GetString()),
            Is.EqualTo(new[] { filter.Leaf, filter.Leaf })
        );
    }
}
