using System.Collections.Concurrent;
using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>The end of a generation as the API reported it to its person.</summary>
internal sealed record StormGeneration(
    string Account,
    string Email,
    string Id,
    string Status,
    long Charged,
    string? Upload
);

/// <summary>
/// A person who makes one generation after another, whatever happens to the program. A request without an answer is repeated as the
/// contract says, with the same key and body. When the credits are spent, the person goes on with a new account.
/// </summary>
internal sealed class StormPerson(Uri address, Random random, ConcurrentBag<StormGeneration> ended)
{
    public const long SignUpCredits = 50;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(300);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = new ApiClient(address);
            await RepeatAsync(async () =>
            {
                await client.SignInAsync($"storm.{Guid.NewGuid():N}@example.org");
                return await client.GetAsync("account");
            });
            var account = (await RepeatAsync(() => client.GetAsync("account"))).Id;
            while (!stop.IsCancellationRequested && await GenerateAsync(client, account)) { }
        }
    }

    /// <returns>Whether there were credits for it.</returns>
    private async Task<bool> GenerateAsync(ApiClient client, string account)
    {
        var (body, upload) = await NextAsync(client);
        var key = Guid.NewGuid().ToString();
        var answer = await RepeatAsync(() => client.GenerateAsync(body, key, wait: 1));
        if (answer.Code == "insufficient-credits")
        {
            return false;
        }

        Assert.That((int)answer.Status, Is.LessThan(300), answer.Text);
        while (answer.State is "queued" or "running")
        {
            await Task.Delay(BetweenTries);
            answer = await RepeatAsync(() => client.GetAsync($"generations/{answer.Id}"));
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        }

        var charged = answer.At("credits", "charged").GetInt64();
        ended.Add(new(account, client.Email, answer.Id, answer.State, charged, upload));
        return true;
    }

    private async Task<(string Body, string? Upload)> NextAsync(ApiClient client)
    {
        switch (random.Next(8))
        {
            case 0:
                var upload = (await RepeatAsync(() => client.UploadAsync(TestPictures.Photo()))).Id;
                return ($$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"}}""", upload);
            case 1:
                return ("""{"kind":"text-to-image","idea":"a lighthouse in a storm"}""", null);
            case 2:
                return (Text("a lighthouse sim-refuse-output"), null);
            case 3:
                return (Text("a lighthouse sim-503"), null);
            case 4:
                return (Text("a lighthouse sim-slow"), null);
            default:
                return (Text($"lighthouse number {random.Next(1000)} in a storm"), null);
        }
    }

    private static string Text(string idea) => $$"""{"kind":"text-to-prompt","idea":"{{idea}}","targets":["flux"]}""";

    /// <summary>Repeats a request until the answer is not one that asks to try again.</summary>
    private static async Task<Answer> RepeatAsync(Func<Task<Answer>> send)
    {
        while (true)
        {
            try
            {
                var answer = await send();
                if (answer.Status is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                {
                    return answer;
                }

                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? throw new AssertionException(answer.Text));
            }
            catch (HttpRequestException)
            {
                // The program is dead, or dies now.
                await Task.Delay(BetweenTries);
            }
        }
    }
}
