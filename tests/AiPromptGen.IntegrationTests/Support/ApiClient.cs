using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>An answer as a client sees it: status, headers, JSON.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? ContentType, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => ContentType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    public string Id => Json.GetProperty("id").GetString()!;

    public string State => Json.GetProperty("status").GetString()!;

    public JsonElement At(params string[] path) => path.Aggregate(Json, (json, name) => json.GetProperty(name));
}

/// <summary>The client of one person, who uses the HTTP contract.</summary>
internal sealed class ApiClient(Uri address) : IDisposable
{
    private static int people;

    public HttpClient Http { get; } = new(new AddressLimitHandler()) { Timeout = TimeSpan.FromSeconds(180) };

    public string Email { get; private set; } = "";

    /// <summary>A new person, signed in.</summary>
    public static async Task<ApiClient> NewAsync(Uri address)
    {
        var client = new ApiClient(address);
        var email = $"person{Interlocked.Increment(ref people)}.{Guid.NewGuid():N}@example.org";
        await client.SignInAsync(email);
        return client;
    }

    public static async Task<ApiClient> NewAsync() => await NewAsync(await SharedApp.AddressAsync());

    /// <summary>A client with a given token, such as an API token.</summary>
    public static ApiClient With(Uri address, string token)
    {
        var client = new ApiClient(address);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A new person whose token has the support role.</summary>
    public static async Task<ApiClient> SupportAsync(Uri address)
    {
        var client = new ApiClient(address);
        await client.SignInAsync($"support.{Guid.NewGuid():N}@example.org", ""","roles":["support"]""");
        return client;
    }

    public async Task SignInAsync(string email, string more = "")
    {
        Email = email;
        var answer = await SendAsync(HttpMethod.Post, "dev/sign-in", $$"""{"email":"{{email}}"{{more}}}""");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        var token = answer.At("accessToken").GetString();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Signs in as the website does, which opens an account even after an erasure.</summary>
    public async Task<Answer> ComeBackAsync(string email)
    {
        await SignInAsync(email);
        return await SendAsync(HttpMethod.Post, "account");
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        string? json = null,
        params (string Name, string Value)[] headers
    )
    {
        SentContent.Note(json ?? "");
        return SendAsync(
            method,
            path,
            json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
            headers
        );
    }

    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        SentContent.Add(Uri.UnescapeDataString(path.Split('?') is [_, var query] ? query.Replace('+', ' ') : ""));
        using var request = new HttpRequestMessage(method, new Uri($"{address}/{path}")) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False, "nobody's browser is given a cookie");
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, text);
    }

    /// <param name="question">What support asks for, written as a query; it goes in the body.</param>
    public Task<Answer> AskAuditAsync(string question)
    {
        var members = question
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]), StringComparer.Ordinal);
        return SendAsync(HttpMethod.Post, "support/audit", JsonSerializer.Serialize(members));
    }

    /// <summary>Posts a generation with a fresh idempotency key and waits for its end.</summary>
    public Task<Answer> GenerateAsync(string json, string? key = null, int wait = 30) =>
        SendAsync(
            HttpMethod.Post,
            "generations",
            json,
            ("Idempotency-Key", key ?? Guid.NewGuid().ToString()),
            ("Prefer", $"wait={wait}")
        );

    public Task<Answer> UploadAsync(byte[] picture, string contentType = "image/jpeg")
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return SendAsync(HttpMethod.Post, "uploads", content);
    }

    /// <summary>Polls until the final state.</summary>
    public async Task<Answer> EndOfAsync(string id)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var answer = await GetAsync($"generations/{id}");
            if (answer.Status != HttpStatusCode.OK || answer.State is not ("queued" or "running"))
            {
                return answer;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Generation {id} did not end.");
    }

    public async Task<(long Balance, long Reserved, long Available, IReadOnlyList<long> Entries)> CreditsAsync()
    {
        var credits = (await GetAsync("account")).At("credits");
        var entries = (await GetAsync("account/ledger?limit=100")).At("entries").EnumerateArray();
        return (
            credits.GetProperty("balance").GetInt64(),
            credits.GetProperty("reserved").GetInt64(),
            credits.GetProperty("available").GetInt64(),
            [.. entries.Select(e => e.GetProperty("amount").GetInt64())]
        );
    }

    public void Dispose() => Http.Dispose();
}
