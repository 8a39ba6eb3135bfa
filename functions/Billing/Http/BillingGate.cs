namespace AiPromptGen.Billing.Http;

/// <summary>
/// Stands before every billing route. With paid plans off those that sell do not exist, and the others only while something
/// that was sold is still there.
/// </summary>
internal sealed class BillingGate(
    ShopCatalog catalog,
    Business business,
    IOptions<BillingOptions> options,
    TimeProvider time
) : IDisposable
{
    private readonly RequestWindows _windows = new(time);

    /// <summary>For what is a sale, or a step of one.</summary>
    public async Task<IResult> SellAsync(HttpRequest http, Func<Task<IResult>> answer) =>
        catalog.IsOpen ? await AnswerMoneyAsync(http, answer) : Answers.Problem(Problems.NotFound);

    /// <summary>For what makes PayPal work: an account may ask for it only so often.</summary>
    public Task<IResult> AnswerMoneyAsync(HttpRequest http, Func<Task<IResult>> answer) =>
        AnswerAsync(
            () =>
            {
                _windows.Admit(
                    http.HttpContext.Response,
                    "payments",
                    http.Caller().AccountId.Value,
                    options.Value.RequestsPerMinute,
                    TimeSpan.FromMinutes(1)
                );
                return answer();
            },
            http.HttpContext.RequestAborted
        );

    public async Task<IResult> AnswerAsync(Func<Task<IResult>> answer, CancellationToken cancel)
    {
        if (!await business.IsOpenAsync(cancel))
        {
            return Answers.Problem(Problems.NotFound);
        }

        try
        {
            return await answer();
        }
        catch (PaymentProviderException)
        {
            return Answers.Problem(BillingProblems.ProviderUnavailable);
        }
    }

    public void Dispose() => _windows.Dispose();
}
