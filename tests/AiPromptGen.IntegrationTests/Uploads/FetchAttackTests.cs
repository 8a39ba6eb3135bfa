using System.Net;
using AiPromptGen.Uploads.Fetching;

namespace AiPromptGen.IntegrationTests.Uploads;

/// <summary>How far an attacker's names and redirects are followed.</summary>
[TestFixture]
internal sealed class FetchAttackTests
{
    [TestCase("metadata.google.internal", "169.254.169.254")]
    [TestCase("127.0.0.1.nip.io", "127.0.0.1")]
    [TestCase("azure.example", "168.63.129.16")]
    [TestCase("localtest.example", "::1")]
    [TestCase("mapped.example", "::ffff:10.0.0.1")]
    [TestCase("nat64.example", "64:ff9b::a9fe:a9fe")]
    [TestCase("sixtofour.example", "2002:7f00:1::")]
    [TestCase("one.of.two.example", "93.184.216.34", "10.0.0.5")]
    [TestCase("printer.example.", "192.168.1.20")]
    [Property("Promise", "P5")]
    public async Task A_name_that_leads_inside_is_not_connected_to(string host, params string[] addresses)
    {
        await using var fetching = await Fetching.StartAsync(_ => Task.CompletedTask, _ => addresses);

        Assert.That(await fetching.FailAsync($"http://{host}/fox.jpg"), Is.EqualTo(FetchFailure.AddressRefused));
        Assert.That(fetching.Network.Asked, Is.Not.Empty);
        Assert.That(fetching.Network.Connected, Is.Empty);
    }

    [TestCase("http://127.0.0.1/")]
    [TestCase("http://2130706433/")]
    [TestCase("http://①②⑦.⓪.⓪.①/")]
    [TestCase("http://[::ffff:127.0.0.1]/")]
    [TestCase("http://localhost/")]
    [TestCase("http://pictures.example:8080/")]
    [TestCase("http://user:pw@pictures.example/")]
    [TestCase("file:///etc/passwd")]
    public async Task What_the_door_refuses_the_fetcher_refuses_too(string address)
    {
        await using var fetching = await Fetching.StartAsync(_ => Task.CompletedTask);

        Assert.That(await fetching.FailAsync(address), Is.EqualTo(FetchFailure.AddressRefused));
        Assert.That(fetching.Network.Asked, Is.Empty);
        Assert.That(fetching.Network.Connected, Is.Empty);
    }

    [Test, Property("Promise", "P5")]
    public async Task A_name_that_changes_its_mind_gains_nothing()
    {
        var looks = 0;
        string[] Rebind(string host) => ++looks == 1 ? ["1.1.1.1"] : ["127.0.0.1"];
        await using var once = await Fetching.StartAsync(_ => Task.CompletedTask, Rebind);

        await once.FetchAsync();

        // Looked up once: what was checked is what is connected to.
        Assert.That(once.Network.Asked, Has.Count.EqualTo(1));
        Assert.That(once.Network.Connected, Is.EqualTo(new[] { IPEndPoint.Parse("1.1.1.1:80") }));

        looks = 0;
        await using var twice = await Fetching.StartAsync(context => Fetching.Redirect(context, "/again"), Rebind);
        Assert.That(await twice.FailAsync(), Is.EqualTo(FetchFailure.AddressRefused));
        Assert.That(twice.Network.Connected, Has.Count.EqualTo(1));
    }

    [TestCase("http://169.254.169.254/metadata/instance?api-version=2021-02-01")]
    [TestCase("http://inside.example/")]
    [TestCase("//127.0.0.1/")]
    [TestCase("http://0x7f000001/")]
    [TestCase("http://[::1]/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("gopher://pictures.example/_x")]
    [TestCase("ftp://pictures.example/fox.jpg")]
    [TestCase("data:image/png;base64,iVBORw0KGgo=")]
    [TestCase("http://user:pw@pictures.example/")]
    [TestCase("http://pictures.example:22/")]
    [Property("Promise", "P5")]
    public async Task A_redirect_to_where_nobody_may_go_is_not_followed(string location)
    {
        await using var fetching = await Fetching.StartAsync(
            context => Fetching.Redirect(context, location),
            host => [host == "inside.example" ? "10.0.0.1" : "1.1.1.1"]
        );

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.AddressRefused));
        Assert.That(fetching.Server.Requests, Has.Count.EqualTo(1));
        Assert.That(fetching.Network.Connected, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_fourth_redirect_and_a_loop_end_it()
    {
        await using var loop = await Fetching.StartAsync(context => Fetching.Redirect(context, "/fox.jpg"));

        Assert.That(await loop.FailAsync(), Is.EqualTo(FetchFailure.TooManyRedirects));
        Assert.That(loop.Server.Requests, Has.Count.EqualTo(4));
    }
}
