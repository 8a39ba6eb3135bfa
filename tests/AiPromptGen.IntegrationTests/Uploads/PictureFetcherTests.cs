using System.Net;
using System.Net.Sockets;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads.Fetching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Uploads;

/// <summary>Fetching from servers that answer correctly, and from those that fail.</summary>
[TestFixture]
internal sealed class PictureFetcherTests
{
    private static readonly byte[] Photo = TestPictures.Photo();

    [Test, Property("Promise", "P5")]
    public async Task A_picture_comes_as_its_bytes()
    {
        await using var fetching = await Fetching.StartAsync(Serve);

        var result = await fetching.FetchAsync();

        Assert.That(((FetchResult.Fetched)result).Bytes.ToArray(), Is.EqualTo(Photo));
        Assert.That(fetching.Network.Connected, Is.EqualTo(new[] { new IPEndPoint(FakeNetwork.Public, 80) }));
    }

    [Test, Property("Promise", "P10")]
    public async Task The_server_learns_nothing_but_what_is_asked_for()
    {
        using var listener = Telemetry.ListenToActivities(_ => { });
        using var activity = new System.Diagnostics.Activity("request").Start();
        await using var fetching = await Fetching.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "id=1";
            return context.Request.Path == "/fox.jpg" ? Fetching.Redirect(context, "/fox2.jpg") : Serve(context);
        });

        await fetching.FetchAsync(Fetching.Address + "#fragment");

        Assert.That(fetching.Server.Requests, Has.Count.EqualTo(2));
        foreach (var (path, headers) in fetching.Server.Requests)
        {
            Assert.That(path, Does.Not.Contain("fragment"));
            Assert.That(headers.Keys, Is.EquivalentTo(new[] { "Host", "User-Agent", "Accept", "Accept-Encoding" }));
            Assert.That(
                headers.UserAgent.ToString(),
                Is.EqualTo("AiPromptGen/1.0 (+https://aiimagepromptgenerator.org)")
            );
            Assert.That(headers.AcceptEncoding.ToString(), Is.EqualTo("identity"));
        }
    }

    [Test, Property("Promise", "P13")]
    public async Task No_trace_and_no_metric_tells_the_host()
    {
        var heard = new List<string>();
        using var activities = Telemetry.ListenToActivities(heard.Add);
        using var metrics = Telemetry.ListenToMetrics(heard.Add);
        await using var fetching = await Fetching.StartAsync(Serve);

        await fetching.FetchAsync();

        Assert.That(heard.Where(text => text.Contains("pictures.example", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Three_redirects_are_followed()
    {
        await using var fetching = await Fetching.StartAsync(context =>
            context.Request.Path.Value switch
            {
                "/fox.jpg" => Fetching.Redirect(context, "/b"),
                "/b" => Fetching.Redirect(context, "//other.example/c", 307),
                "/c" => Fetching.Redirect(context, "http://third.example/d", 308),
                _ => Serve(context),
            }
        );

        var result = await fetching.FetchAsync();

        Assert.That(result, Is.InstanceOf<FetchResult.Fetched>());
        Assert.That(
            fetching.Network.Asked,
            Is.EqualTo(new[] { "pictures.example", "pictures.example", "other.example", "third.example" })
        );
    }

    [TestCase(400, FetchFailure.NotFound)]
    [TestCase(401, FetchFailure.NotFound)]
    [TestCase(403, FetchFailure.NotFound)]
    [TestCase(404, FetchFailure.NotFound)]
    [TestCase(410, FetchFailure.NotFound)]
    [TestCase(429, FetchFailure.NotFound)]
    [TestCase(500, FetchFailure.Unreachable)]
    [TestCase(503, FetchFailure.Unreachable)]
    [TestCase(300, FetchFailure.Unreachable)]
    [TestCase(302, FetchFailure.Unreachable, Description = "without saying where to")]
    [TestCase(304, FetchFailure.Unreachable)]
    public async Task A_servers_no_is_told_and_not_asked_again(int status, FetchFailure failure)
    {
        await using var fetching = await Fetching.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.That(await fetching.FailAsync(), Is.EqualTo(failure));
        Assert.That(fetching.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_name_that_is_not_there_is_unreachable()
    {
        await using var unknown = await Fetching.StartAsync(
            Serve,
            _ => throw new SocketException((int)SocketError.HostNotFound)
        );
        await using var empty = await Fetching.StartAsync(Serve, _ => []);

        Assert.That(await unknown.FailAsync(), Is.EqualTo(FetchFailure.Unreachable));
        Assert.That(await empty.FailAsync(), Is.EqualTo(FetchFailure.Unreachable));
    }

    [Test]
    public async Task The_next_address_is_tried_when_one_does_not_answer_and_the_older_kind_first()
    {
        var server = await PictureServer.StartAsync(Serve);
        var network = new FakeNetwork(server.Port)
        {
            Names = _ => ["2606:4700::1", "1.1.1.1", "1.1.1.2"],
            Connecting = (to, _) =>
                to.AddressFamily == AddressFamily.InterNetwork
                    ? Task.FromException(new SocketException((int)SocketError.ConnectionRefused))
                    : Task.CompletedTask,
        };
        await using var fetching = new Fetching(server, network);

        Assert.That(await fetching.FetchAsync(), Is.InstanceOf<FetchResult.Fetched>());
        Assert.That(
            network.Connected.Select(to => to.Address.ToString()),
            Is.EqualTo(new[] { "1.1.1.1", "1.1.1.2", "2606:4700::1" })
        );
    }

    [Test]
    public async Task An_address_that_swallows_connections_makes_room_for_the_next_and_three_are_enough()
    {
        var time = new FakeTimeProvider();
        var server = await PictureServer.StartAsync(Serve);
        var network = new FakeNetwork(server.Port)
        {
            Names = _ => ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4"],
            Connecting = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken),
        };
        await using var fetching = new Fetching(server, network, time);

        var failing = fetching.FailAsync();
        for (var tried = 1; tried <= 3; tried++)
        {
            await Clock.UntilAsync(() => Task.FromResult(network.Connected.Count == tried));
            time.Advance(FetchLimits.Default.ConnectTime);
        }

        Assert.That(await failing, Is.EqualTo(FetchFailure.Unreachable));
        Assert.That(network.Connected, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_callers_own_cancellation_is_no_answer()
    {
        using var canceled = new CancellationTokenSource();
        await using var fetching = await Fetching.StartAsync(async context =>
        {
            await canceled.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.That(
            async () => await fetching.FetchAsync(cancellationToken: canceled.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public async Task The_real_network_connects_to_the_address_it_is_told()
    {
        await using var server = await PictureServer.StartRawAsync(async connection =>
        {
            await connection.Transport.Output.WriteAsync("hello"u8.ToArray());
            await connection.Transport.Output.CompleteAsync();
        });
        var network = new SystemNetwork();

        var addresses = await network.ResolveAsync("127.0.0.1", CancellationToken.None);
        await using var stream = await network.ConnectAsync(
            new IPEndPoint(addresses.Single(), server.Port),
            CancellationToken.None
        );
        using var reader = new StreamReader(stream);

        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("hello"));
    }

    private static Task Serve(HttpContext context) => context.Response.Body.WriteAsync(Photo).AsTask();
}
