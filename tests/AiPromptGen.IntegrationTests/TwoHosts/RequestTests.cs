using System.Net;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.TwoHosts;

/// <summary>One person asks two instances at the same moment: what one of them remembers must not decide.</summary>
[TestFixture]
internal sealed class RequestTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    [Test, Property("Promise", "P11")]
    public async Task The_same_key_at_both_is_one_generation_and_one_charge()
    {
        await using var hosts = await Hosts.StartAsync("TwoKeys");
        var (first, second) = await hosts.PersonAsync();

        for (var i = 0; i < 8; i++)
        {
            var key = $"k-{i}";
            var answers = await Task.WhenAll(first.GenerateAsync(Idea, key), second.GenerateAsync(Idea, key));
            Assert.That(answers[1].Id, Is.EqualTo(answers[0].Id), answers[1].Text);
            Assert.That(answers.Select(a => a.State), Is.All.EqualTo("succeeded"));
        }

        var credits = await second.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((42L, 0L, 9)));
        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test, Property("Promise", "P14"), Property("Promise", "P11")]
    public async Task The_last_credits_are_spent_once()
    {
        await using var hosts = await Hosts.StartAsync("TwoLast", settings: "Credits:SignUpCredits=5");
        var (first, second) = await hosts.PersonAsync();
        await first.GetAsync("account");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).SelectMany(_ => new[] { first.GenerateAsync(Idea), second.GenerateAsync(Idea) })
        );

        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK && a.State == "succeeded"), Is.EqualTo(5));
        var others = answers.Where(a => a.Status != HttpStatusCode.OK || a.State != "succeeded");
        Assert.That(
            others.Select(a => a.Code ?? a.At("problem", "code").GetString()),
            Is.All.EqualTo("insufficient-credits")
        );
        var credits = await first.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Available), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(hosts.Faults, Is.Empty);
    }

    [TestCase("Credits:ConcurrentGenerations=3", "too-many-generations")]
    [TestCase("Credits:RequestsPerWindow=3", "rate-limited")]
    [Property("Promise", "P14")]
    public async Task An_accounts_limit_is_one_limit_for_both(string limit, string code)
    {
        var hold = new TaskCompletionSource();
        var provider = new FakeProvider(
            async (r, _) =>
            {
                await hold.Task;
                return new ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        await using var hosts = await Hosts.StartAsync(
            $"Two{code.Replace("-", "", StringComparison.Ordinal)}",
            provider.AddTo,
            settings: [.. FakeProvider.Routes, limit]
        );
        var (first, second) = await hosts.PersonAsync();
        await second.GetAsync("account");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .SelectMany(_ => new[] { first.GenerateAsync(Idea, wait: 0), second.GenerateAsync(Idea, wait: 0) })
        );

        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Accepted), Is.EqualTo(3));
        Assert.That(answers.Where(a => a.Status != HttpStatusCode.Accepted).Select(a => a.Code), Is.All.EqualTo(code));
        hold.SetResult();
        foreach (var accepted in answers.Where(a => a.Status == HttpStatusCode.Accepted))
        {
            Assert.That((await second.EndOfAsync(accepted.Id)).State, Is.EqualTo("succeeded"));
        }

        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test, Property("Promise", "P1")]
    public async Task First_seen_by_both_an_account_is_opened_once_with_its_credits()
    {
        await using var hosts = await Hosts.StartAsync("TwoSignUps");
        for (var i = 0; i < 8; i++)
        {
            var (first, second) = await hosts.PersonAsync();

            var seen = await Task.WhenAll(first.GetAsync("account"), second.GetAsync("account"));

            Assert.That(seen[1].Id, Is.EqualTo(seen[0].Id));
            var credits = await first.CreditsAsync();
            Assert.That((credits.Balance, credits.Entries.Count), Is.EqualTo((50L, 1)));
        }

        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test, Property("Promise", "P6")]
    public async Task An_upload_serves_one_generation_whoever_takes_it()
    {
        await using var hosts = await Hosts.StartAsync("TwoUploads");
        var (first, second) = await hosts.PersonAsync();
        var upload = (await first.UploadAsync(TestPictures.Solid("#204060"))).Id;
        var body = $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"},"targets":["flux"]}""";

        var answers = await Task.WhenAll(first.GenerateAsync(body, "a"), second.GenerateAsync(body, "b"));

        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(1), answers[0].Text);
        Assert.That(answers.Select(a => a.Code), Has.One.AnyOf("upload-in-use", "upload-not-found"));
        Assert.That((await second.CreditsAsync()).Balance, Is.EqualTo(50), "a picture that was only measured is free");
        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test, Property("Promise", "P11")]
    public async Task What_one_instance_remembers_of_an_account_is_never_taken_for_the_truth()
    {
        await using var hosts = await Hosts.StartAsync("TwoMemories", settings: "Credits:SignUpCredits=4");
        var (first, second) = await hosts.PersonAsync();
        // Both have seen it with all its credits.
        await Task.WhenAll(first.GenerateAsync(Idea), second.GenerateAsync(Idea));

        Assert.That((await first.GenerateAsync(Idea)).State, Is.EqualTo("succeeded"));
        Assert.That((await second.GetAsync("account")).At("credits", "available").GetInt64(), Is.EqualTo(1));
        Assert.That((await second.GenerateAsync(Idea)).State, Is.EqualTo("succeeded"));
        Assert.That((await first.GenerateAsync(Idea)).Code, Is.EqualTo("insufficient-credits"));
        Assert.That((await second.GenerateAsync(Idea)).Code, Is.EqualTo("insufficient-credits"));
        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test, Property("Promise", "P1"), Property("Promise", "P2"), Property("Promise", "P14")]
    public async Task An_account_erased_by_one_instance_while_the_other_has_a_generation_of_it_is_gone_for_both()
    {
        var time = new ShiftedTime();
        var hold = new TaskCompletionSource();
        var provider = new FakeProvider(
            async (r, _) =>
            {
                await hold.Task;
                return new ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        await using var hosts = await Hosts.StartAsync(
            "TwoErasures",
            provider.AddTo,
            time,
            settings: FakeProvider.Routes
        );
        var (first, second) = await hosts.PersonAsync();
        var account = new AccountId((await first.GetAsync("account")).Id);
        await second.UploadAsync(TestPictures.Solid("#204060"));
        await first.GenerateAsync(Idea, wait: 0);
        await Clock.UntilAsync(() => Task.FromResult(provider.Calls == 1));

        var asked = await Task.WhenAll(first.EraseAsync(), second.EraseAsync());
        Assert.That(asked.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Accepted), asked[0].Text);
        await Clock.UntilAsync(async () => (await second.GetAsync("account")).Code == "account-closing");
        Assert.That((await second.GenerateAsync(Idea, wait: 0)).Code, Is.EqualTo("account-closing"));
        hold.SetResult();
        await second.ErasedAsync();

        Assert.That(await ErasedTrace.OfAsync(hosts.First, account), Is.Empty);
        // A token says the second of its sign-in, and one of the second of the erasure is not later.
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first.ComeBackAsync(first.Email), second.ComeBackAsync(first.Email));
        var again = await Task.WhenAll(first.GenerateAsync(Idea), second.GenerateAsync(Idea));
        Assert.That(
            again.Select(a => a.Code),
            Is.All.EqualTo("insufficient-credits"),
            "a new account, without credits"
        );
        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test, Property("Promise", "P11"), Property("Promise", "P14")]
    public async Task While_prices_change_nobody_pays_more_than_was_reserved()
    {
        // Settings reach one instance before the other.
        var time = new ShiftedTime();
        var starts = new StartGate();
        await using var old = await TestApp.StartAsync("TwoPricesOld", services => services.AddSingleton(starts), time);
        await using var renewed = await TestApp.StartAsync(
            "TwoPricesNew",
            FakeProvider.Composing.AddTo,
            time,
            FakeProvider.Routes
        );
        using var person = await ApiClient.NewAsync(old.Address);
        starts.Closed = true;
        var accepted = await person.GenerateAsync(Idea, wait: 0);
        Assert.That(accepted.At("credits", "reserved").GetInt64(), Is.Zero.Or.EqualTo(1));

        time.Advance(TimeSpan.FromMinutes(3));
        await renewed.RunTimerAsync("SweepGenerations");

        var end = await person.EndOfAsync(accepted.Id);
        Assert.That((end.State, end.At("credits", "charged").GetInt64()), Is.EqualTo(("succeeded", 1L)), end.Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(49));
    }
}
