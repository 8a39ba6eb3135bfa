using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class EventsTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a comet above the harbour"}""";

    [Test, Property("Promise", "P12")]
    public async Task Events_follow_a_generation_to_its_end()
    {
        using var person = await ApiClient.NewAsync();
        var created = await person.SendAsync(HttpMethod.Post, "generations", Idea, ("Idempotency-Key", "e-1"));

        var events = await ReadAsync(person, created.Id);

        Assert.That(events, Is.Not.Empty);
        var sequences = events.Select(e => int.Parse(e.EventId!, null)).ToList();
        Assert.That(sequences, Is.Ordered.And.Unique);
        Assert.That(events.Select(e => e.EventType), Is.All.EqualTo("status"));
        var last = JsonDocument.Parse(events[^1].Data).RootElement;
        Assert.That(last.GetProperty("status").GetString(), Is.EqualTo("succeeded"));
        Assert.That(last.GetProperty("result").GetProperty("renderings").EnumerateObject().Any());
        Assert.That(last.GetProperty("credits").GetProperty("balance").GetInt64(), Is.EqualTo(49));
    }

    [Test]
    public async Task A_reconnect_goes_on_after_the_last_event_and_ends_with_204()
    {
        using var person = await ApiClient.NewAsync();
        var id = (await person.GenerateAsync(Idea)).Id;

        var final = (await ReadAsync(person, id))[^1].EventId!;
        var resumed = await ReadAsync(person, id, lastEventId: "1");
        var done = await person.SendAsync(
            HttpMethod.Get,
            $"generations/{id}/events",
            (string?)null,
            ("Last-Event-ID", final)
        );

        Assert.That(resumed.Select(e => e.EventId), Is.EqualTo(new[] { final }));
        Assert.That(done.Status, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private static async Task<List<SseItem<string>>> ReadAsync(ApiClient person, string id, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"{await SharedApp.AddressAsync()}/generations/{id}/events")
        );
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await person.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        var events = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add(item);
        }

        return events;
    }
}
