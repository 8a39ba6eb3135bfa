using System.IO.Compression;
using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Uploads.Fetching;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Uploads;

/// <summary>Servers that send too much, too slowly, or no HTTP at all.</summary>
[TestFixture]
internal sealed class FetchFloodTests
{
    private const int Megabyte = 1024 * 1024;

    [Test, Property("Promise", "P14")]
    public async Task A_length_that_is_too_large_is_believed_at_once()
    {
        await using var fetching = await Fetching.StartAsync(async context =>
        {
            context.Response.ContentLength = 1L << 40;
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.TooLarge));
    }

    [Test, Property("Promise", "P14")]
    public async Task A_body_without_end_is_cut_at_ten_megabytes()
    {
        var sent = 0L;
        await using var server = await PictureServer.StartRawAsync(async connection =>
        {
            await connection.Transport.Input.ReadAsync();
            await connection.Transport.Output.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            for (var block = new byte[65_536]; ; Interlocked.Add(ref sent, block.Length))
            {
                if ((await connection.Transport.Output.WriteAsync(block, connection.ConnectionClosed)).IsCompleted)
                {
                    return;
                }
            }
        });
        await using var fetching = new Fetching(server);

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.TooLarge));
        // What the sockets between us hold was sent too.
        Assert.That(Interlocked.Read(ref sent), Is.LessThan(40 * Megabyte));
    }

    [TestCase(false, Description = "a byte, and no more")]
    [TestCase(true, Description = "no answer at all")]
    [Property("Promise", "P14")]
    public async Task A_server_that_takes_its_time_gets_ten_seconds(bool silent)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        await using var fetching = await Fetching.StartAsync(
            async context =>
            {
                if (!silent)
                {
                    await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                }

                asked.SetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            time
        );

        var failing = fetching.FailAsync();
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(9.9));
        var early = failing.IsCompleted;
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That(early, Is.False);
        Assert.That(await failing, Is.EqualTo(FetchFailure.TooSlow));
    }

    [Test]
    public async Task A_slow_drip_over_redirects_shares_the_ten_seconds()
    {
        var time = new FakeTimeProvider();
        await using var fetching = await Fetching.StartAsync(
            async context =>
            {
                time.Advance(TimeSpan.FromSeconds(4));
                await Fetching.Redirect(context, "/again");
            },
            time
        );

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.TooSlow));
        Assert.That(fetching.Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_compressed_bomb_is_never_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[Megabyte];
            for (var i = 0; i < 64; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        }

        await using var fetching = await Fetching.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(packed.ToArray()).AsTask();
        });

        var result = (FetchResult.Fetched)await fetching.FetchAsync();

        Assert.That(result.Bytes.ToArray(), Is.EqualTo(packed.ToArray()));
    }

    [Test]
    public async Task A_flood_of_headers_is_not_read()
    {
        await using var fetching = await Fetching.StartAsync(context =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                context.Response.Headers[$"X-{i}"] = new string('x', 100);
            }

            return Task.CompletedTask;
        });

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.Unreachable));
    }

    [TestCase("SSH-2.0-OpenSSH_9.6\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")]
    [TestCase("HTTP/1.1 200")]
    [TestCase("")]
    public async Task An_answer_that_is_none_is_a_failure(string answer)
    {
        await using var server = await PictureServer.StartRawAsync(async connection =>
        {
            await connection.Transport.Input.ReadAsync();
            await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(answer));
            await connection.Transport.Output.CompleteAsync();
        });
        await using var fetching = new Fetching(server);

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.Unreachable));
    }

    [TestCase("X-A: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")]
    [TestCase("x")]
    public async Task Headers_without_end_are_not_waited_for(string repeated)
    {
        await using var server = await PictureServer.StartRawAsync(connection => DripAsync(connection, repeated));
        await using var fetching = new Fetching(server);

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.Unreachable));
    }

    [Test]
    public async Task Promises_of_an_answer_do_not_stop_the_clock()
    {
        var time = new FakeTimeProvider();
        var promised = new TaskCompletionSource();
        await using var server = await PictureServer.StartRawAsync(async connection =>
        {
            await connection.Transport.Input.ReadAsync();
            // 2.7 KB, because these count as headers too: after 16 KB of them (FetchLimits.MaxHeaderKilobytes) .NET's client
            // gives up by itself, and whether that or the clock comes first would be chance.
            for (var i = 0; i < 100; i++)
            {
                await connection.Transport.Output.WriteAsync(
                    "HTTP/1.1 102 Processing\r\n\r\n"u8.ToArray(),
                    connection.ConnectionClosed
                );
            }

            promised.SetResult();
            await Task.Delay(Timeout.Infinite, connection.ConnectionClosed);
        });
        await using var fetching = new Fetching(server, time: time);

        var failing = fetching.FailAsync();
        await promised.Task;
        time.Advance(FetchLimits.Default.Time);

        Assert.That(await failing, Is.EqualTo(FetchFailure.TooSlow));
    }

    [Test]
    public async Task Promises_without_end_are_not_waited_for()
    {
        await using var server = await PictureServer.StartRawAsync(async connection =>
        {
            await connection.Transport.Input.ReadAsync();
            while (!connection.ConnectionClosed.IsCancellationRequested)
            {
                await connection.Transport.Output.WriteAsync(
                    "HTTP/1.1 102 Processing\r\n\r\n"u8.ToArray(),
                    connection.ConnectionClosed
                );
            }
        });
        await using var fetching = new Fetching(server, time: new FakeTimeProvider());

        Assert.That(await fetching.FailAsync(), Is.EqualTo(FetchFailure.Unreachable));
    }

    private static async Task DripAsync(ConnectionContext connection, string repeated)
    {
        await connection.Transport.Input.ReadAsync();
        await connection.Transport.Output.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray());
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(repeated, 4096 / repeated.Length)));
        while (!connection.ConnectionClosed.IsCancellationRequested)
        {
            await connection.Transport.Output.WriteAsync(block, connection.ConnectionClosed);
        }
    }
}
