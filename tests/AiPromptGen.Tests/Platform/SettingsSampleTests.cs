using System.Text.Json;
using AiPromptGen.Accounts;
using AiPromptGen.Audit;
using AiPromptGen.Billing;
using AiPromptGen.Billing.PayPal;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Support;
using AiPromptGen.Tests.Architecture;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Platform;

/// <summary>local.settings.sample.json names every setting, and the program starts with its values, so the sample stays correct.</summary>
[TestFixture]
public sealed class SettingsSampleTests
{
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.Ordinal)
    {
        [AccountOptions.Section] = typeof(AccountOptions),
        [AddressLimitOptions.Section] = typeof(AddressLimitOptions),
        [AuditOptions.Section] = typeof(AuditOptions),
        [AzureOpenAIOptions.Section] = typeof(AzureOpenAIOptions),
        [BillingOptions.Section] = typeof(BillingOptions),
        [CreditOptions.Section] = typeof(CreditOptions),
        [GenerationOptions.Section] = typeof(GenerationOptions),
        [ModerationOptions.Section] = typeof(ModerationOptions),
        [ResultOptions.Section] = typeof(ResultOptions),
        [RetentionOptions.Section] = typeof(RetentionOptions),
        [SupportOptions.Section] = typeof(SupportOptions),
        [OpenAICompatibleOptions.Section] = typeof(OpenAICompatibleOptions),
        [PayPalOptions.Section] = typeof(PayPalOptions),
        [SimulatorOptions.Section] = typeof(SimulatorOptions),
    };

    /// <summary>Read by others: the Functions host, the storage clients, Microsoft.Identity.Web; and of its section the website's id.</summary>
    private static readonly string[] Others =
    [
        .. "ClientId Instance SiteClientId TenantId".Split(' ').Select(name => $"AzureAd:{name}"),
        "AzureWebJobsStorage",
        "FUNCTIONS_WORKER_RUNTIME",
    ];

    /// <summary>Made by the local host, per data folder or start, or of text-to-image only, which no route of the sample is.</summary>
    private static readonly string[] NotInSample =
    [
        .. "Accounts:DevelopmentKeyPem PayPal:BaseAddress".Split(' '),
        .. "Cost MostOutputTokens Pictures PromptCacheKey ReasoningEffort RequireParameters SafetyIdentifier Schema Target"
            .Split(' ')
            .Select(name => $"Generations:Routes:text-to-prompt:0:{name}"),
    ];

    [Test]
    public void Every_setting_of_the_sample_is_one_the_program_knows() => Assert.That(UnknownIn(Sample()), Is.Empty);

    [TestCase("Credits:SignUpCredit")]
    [TestCase("Generations:Routes:text-to-prompt:0:Price")]
    [TestCase("Billing:Enabled")]
    public void A_setting_that_nothing_reads_is_found(string key)
    {
        var settings = Sample();
        settings[key] = "1";

        Assert.That(UnknownIn(settings), Is.Not.Empty);
    }

    [Test]
    public void Every_option_is_in_the_sample() => Assert.That(MissingIn(Sample()), Is.Empty);

    [Test]
    public void An_option_that_the_sample_lacks_is_found()
    {
        var settings = Sample();
        settings.Remove("Credits:WindowSeconds");

        Assert.That(MissingIn(settings), Is.EqualTo(new[] { "Credits:WindowSeconds" }));
    }

    [Test]
    public void Every_options_class_is_known_here()
    {
        var real = typeof(App)
            .Assembly.GetTypes()
            .Where(t =>
                t.GetField("Section") is { IsLiteral: true } && t.Name.EndsWith("Options", StringComparison.Ordinal)
            );

        Assert.That(real, Is.EquivalentTo(Sections.Values));
    }

    [Test]
    public void Every_setting_that_is_read_by_name_is_known_here()
    {
        var read = Repository
            .Functions.SelectMany(f => f.Syntax.DescendantNodes().OfType<ElementAccessExpressionSyntax>())
            .Where(access => access.Expression.ToString() == "configuration")
            .Select(access => (access.ArgumentList.Arguments[0].Expression as LiteralExpressionSyntax)?.Token.ValueText)
            .OfType<string>()
            .Where(key =>
                !key.StartsWith("WEBSITE_", StringComparison.Ordinal)
                && !key.EndsWith("_ENVIRONMENT", StringComparison.Ordinal)
                && key is not ("AZURE_FUNCTIONS_NATIVE_HOST" or "Functions:Worker:HostEndpoint")
            );

        Assert.That(read.Except(Others), Is.Empty);
    }

    [Test]
    public void The_program_accepts_the_sample() => Assert.That(() => Start(Sample()), Throws.Nothing);

    [TestCase("AddressLimits:RequestsPerWindow", "0")]
    [TestCase("Credits:SignUpCredits", "-1")]
    [TestCase("Credits:WindowSeconds", "many")]
    [TestCase("Generations:GenerateSeconds", "0")]
    [TestCase("Generations:Breaker:FailureRatio", "0")]
    [TestCase("Generations:Breaker:MinimumThroughput", "1")]
    [TestCase("Generations:Breaker:BreakSeconds", "0")]
    [TestCase("Credits:RefusalThreshold", "1")]
    [TestCase("Credits:LongestRefusalPauseSeconds", "3601")]
    [TestCase("Generations:Routes:text-to-prompt:0:Retries", "6")]
    [TestCase("Generations:Routes:text-to-prompt:0:TimeoutSeconds", "301")]
    [TestCase("Generations:Routes:text-to-prompt:0:ReasoningEffort", "much")]
    [TestCase("Generations:Routes:text-to-prompt:0:MostOutputTokens", "10")]
    [TestCase("Generations:Routes:text-to-prompt:0:SafetyIdentifier", "true", Description = "without its secret")]
    [TestCase("Generations:SafetySecret", "short")]
    [TestCase("Generations:CreditWorth", "-1")]
    [TestCase("Generations:Routes:text-to-prompt:0:Cost", "0.05", Description = "without the worth of a credit")]
    [TestCase("Generations:Routes:text-to-prompt:0:Target", "flux")]
    [TestCase("Generations:Routes:text-to-prompt:0:Provider", "nobody")]
    [TestCase("Generations:Routes:text-to-video:0:Provider", "embedded")]
    [TestCase("Audit:AccountKeys:0:Secret", "short")]
    [TestCase("Audit:AccountKeys:0:Id", "Key 1")]
    [TestCase("Audit:AccountKeys:1:Id", "k2")]
    [TestCase("Results:LinkMinutes", "0")]
    [TestCase("Results:LinkMinutes", "61")]
    [TestCase("AzureOpenAI:Endpoint", "http://models.example.org")]
    [TestCase("AzureOpenAI:Endpoint", "models")]
    [TestCase("OpenAICompatible:BaseAddress", "https://models.example.org/v1")]
    [TestCase("Credits:ErasedKeySecret", "short")]
    [TestCase("Credits:SignUpAgainDays", "-1")]
    [TestCase("Billing:PaidPlans", "true", Description = "without keys of a payment provider")]
    [TestCase("Billing:Packs:pack-500:Credits", "0")]
    [TestCase("Billing:Packs:pack-500:Price", "-4.99")]
    [TestCase("Billing:Packs:pack-500:Price", "4.999")]
    [TestCase("Billing:Packs:pack-500:Currency", "euro")]
    [TestCase("Billing:Plans:monthly:Period", "fortnight")]
    [TestCase("Billing:Plans:monthly:PayPalPlanId", "")]
    [TestCase("PayPal:Environment", "production")]
    [TestCase("PayPal:BaseAddress", "https://api-m.example.org/")]
    public void The_program_refuses_a_wrong_value(string key, string value)
    {
        var settings = Sample();
        settings[key] = value;

        Assert.That(() => Start(settings), Throws.Exception);
    }

    [TestCase("k2", "2026-02-01", true)]
    [TestCase("k2", "2025-12-01", false)]
    [TestCase("k2", "2026-01-01", false)]
    [TestCase("k1", "2026-02-01", false)]
    [TestCase("k2", null, false)]
    public void A_second_audit_key_needs_its_own_id_and_a_later_time(string id, string? from, bool accepted)
    {
        var settings = Sample();
        settings["Audit:AccountKeys:1:Id"] = id;
        settings["Audit:AccountKeys:1:Secret"] = new string('2', 32);
        if (from is not null)
        {
            settings["Audit:AccountKeys:1:From"] = from;
        }

        Assert.That(() => Start(settings), accepted ? Throws.Nothing : Throws.TypeOf<OptionsValidationException>());
    }

    [Test]
    public void Production_refuses_to_start_without_an_audit_key()
    {
        var settings = Sample();
        settings["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production";
        settings["Accounts:DevelopmentSignIn"] = "false";
        foreach (var key in settings.Keys.Where(k => k.StartsWith("Audit:", StringComparison.Ordinal)).ToList())
        {
            settings.Remove(key);
        }

        Assert.That(
            () => Start(settings),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Audit:AccountKeys")
        );
    }

    [TestCase("WEBSITE_SITE_NAME", "somewhere")]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT", "Production"), Property("Promise", "P1")]
    public void Production_refuses_development_sign_in(string key, string value)
    {
        var settings = Sample();
        settings[key] = value;

        Assert.That(
            () => Start(settings),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("DevelopmentSignIn")
        );
    }

    [TestCase("WEBSITE_SITE_NAME", "somewhere")]
    [TestCase("WEBSITE_INSTANCE_ID", "1")]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT", "Production")]
    public void Production_refuses_simulators(string key, string value)
    {
        foreach (var simulator in new[] { "Simulators:Ai", "Simulators:PayPal" })
        {
            var settings = Sample();
            settings[key] = value;
            settings["Accounts:DevelopmentSignIn"] = "false";
            settings[simulator] = "true";

            Assert.That(() => Start(settings), Throws.Exception.With.Message.Contains($"{simulator} is on"));
        }
    }

    [TestCase("PayPal:BaseAddress", "http://127.0.0.1:9000/")]
    public void Production_refuses_a_simulated_payment_provider(string key, string value)
    {
        var settings = Sample();
        settings["WEBSITE_SITE_NAME"] = "somewhere";
        settings["Accounts:DevelopmentSignIn"] = "false";
        settings[key] = value;

        Assert.That(() => Start(settings), Throws.Exception.With.Message.Contains("simulator in development"));
    }

    internal static Dictionary<string, string?> Sample()
    {
        using var json = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
        return json
            .RootElement.GetProperty("Values")
            .EnumerateObject()
            .ToDictionary(p => p.Name.Replace("__", ":", StringComparison.Ordinal), p => p.Value.GetString());
    }

    internal static IEnumerable<string> UnknownIn(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        foreach (var (section, type) in Sections)
        {
            var mistake = "";
            try
            {
                configuration.GetSection(section).Get(type, o => o.ErrorOnUnknownConfiguration = true);
            }
            catch (InvalidOperationException unknown)
            {
                mistake = unknown.Message;
            }

            if (mistake.Length > 0)
            {
                yield return mistake;
            }
        }

        foreach (var key in settings.Keys.Where(k => !Sections.ContainsKey(k.Split(':')[0])).Except(Others))
        {
            yield return key;
        }
    }

    private static IEnumerable<string> MissingIn(Dictionary<string, string?> settings) =>
        Sections
            .SelectMany(s => s.Value.GetProperties().Select(p => $"{s.Key}:{p.Name}"))
            .Concat(typeof(BreakerSettings).GetProperties().Select(p => $"Generations:Breaker:{p.Name}"))
            .Concat(typeof(ModelRoute).GetProperties().Select(p => $"Generations:Routes:text-to-prompt:0:{p.Name}"))
            .Concat(Others)
            .Except(NotInSample)
            .Where(key => !settings.Keys.Any(k => k == key || k.StartsWith(key + ":", StringComparison.Ordinal)));

    /// <summary>Builds the program and runs what its start validates, without serving or storing anything.</summary>
    internal static void Start(Dictionary<string, string?> settings)
    {
        settings["urls"] = "http://127.0.0.1:0";
        // The connection string of an account, so that no emulator is started. Nothing connects to it.
        settings["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=https;AccountName=none;AccountKey=bm9uZQ==";
        settings["Accounts:DevelopmentKeyPem"] = "";
        var builder = FunctionsApplication.CreateBuilder([.. settings.Select(s => $"--{s.Key}={s.Value}")]);
        builder.AddAiPromptGen();
        using var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
    }
}
